"""Import 导入: files of readings, looked at before they are loaded."""
