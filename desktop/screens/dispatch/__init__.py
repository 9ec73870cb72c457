"""The dispatch screen 调度: orders by state with their clocks, one order with its timeline, a new order."""
