<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AccountabilityPage</name>
        <message>
            <source>Proposed by the ladder</source>
            <translation>升级建议</translation>
        </message>
        <message>
            <source>Ledger of accountability</source>
            <translation>追责台账</translation>
        </message>
        <message>
            <source>Ledger</source>
            <translation>台账</translation>
        </message>
        <message>
            <source>Proposed now</source>
            <translation>当前建议</translation>
        </message>
        <message>
            <source>All units</source>
            <translation>全部单位</translation>
        </message>
        <message>
            <source>{count} entries: {counts} · penalties {yuan} yuan</source>
            <translation>共 {count} 条：{counts} · 经济处罚合计 {yuan} 元</translation>
        </message>
        <message>
            <source>No entry in this view</source>
            <translation>没有符合条件的记录</translation>
        </message>
        <message>
            <source>Nobody was taken up the ladder in this period</source>
            <translation>本期没有督办、通报、约谈、问责</translation>
        </message>
        <message>
            <source>Rungs are written at an order's page, under “Time” or where one is proposed.</source>
            <translation>在交办单页面下方的“时限”菜单或建议处记入。</translation>
        </message>
        <message>
            <source>Nothing is done by itself. Enter opens the order with its form.</source>
            <translation>程序不会自己升级。按回车打开该交办单和升级表。</translation>
        </message>
        <message>
            <source>The first {shown} of {count} are listed.</source>
            <translation>只列前 {shown} 条，共 {count} 条。</translation>
        </message>
        <message>
            <source>All rungs</source>
            <translation>全部级别</translation>
        </message>
        <message>
            <source>Copied {count} rows.</source>
            <translation>已复制 {count} 行。</translation>
        </message>
        <message>
            <source>Excel (*.xlsx)</source>
            <translation>Excel 工作簿 (*.xlsx)</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV 表格 (*.csv)</translation>
        </message>
        <message>
            <source>Write the table to</source>
            <translation>表格导出到</translation>
        </message>
        <message>
            <source>Written to {path}</source>
            <translation>已写入 {path}</translation>
        </message>
        <message>
            <source>As of {moment}</source>
            <translation>截至 {moment}</translation>
        </message>
        <message>
            <source>This month</source>
            <translation>本月</translation>
        </message>
        <message>
            <source>Quarter</source>
            <translation>本季</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>本年</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Period: {period}</source>
            <translation>期间：{period}</translation>
        </message>
    </context>
    <context>
        <name>AccountabilityView</name>
        <message>
            <source>List</source>
            <translation>列表</translation>
        </message>
        <message>
            <source>This month</source>
            <translation>本月</translation>
        </message>
        <message>
            <source>Quarter</source>
            <translation>本季</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>本年</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>期间</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>The ladder proposes nothing now</source>
            <translation>目前没有建议的升级</translation>
        </message>
        <message>
            <source>No unit owes a report so late that a rung it has not had is called for.</source>
            <translation>没有单位逾期未反馈到应当再升一级的程度。</translation>
        </message>
        <message>
            <source>By unit</source>
            <translation>各单位</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Rung</source>
            <translation>级别</translation>
        </message>
        <message>
            <source>Number, unit, person, document, words</source>
            <translation>编号、单位、责任人、文号、说明</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>查找</translation>
        </message>
        <message>
            <source>The table with tabs, for a spreadsheet</source>
            <translation>复制表格，可贴到 Excel、WPS 表格</translation>
        </message>
        <message>
            <source>The table as XLSX or CSV (Ctrl+E)</source>
            <translation>导出为 XLSX 或 CSV（Ctrl+E）</translation>
        </message>
        <message>
            <source>Ledger</source>
            <translation>台账</translation>
        </message>
        <message>
            <source>Proposed now</source>
            <translation>当前建议</translation>
        </message>
    </context>
    <context>
        <name>Actions</name>
        <message>
            <source>Step for this unit</source>
            <translation>办理单位</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>Write a sentence first: the step “{step}” says nothing without it.</source>
            <translation>请先写一句话：“{step}”没有说明等于没说。</translation>
        </message>
        <message>
            <source>All units</source>
            <translation>全部单位</translation>
        </message>
        <message>
            <source>Key {key} in the list</source>
            <translation>在列表中按 {key} 键</translation>
        </message>
        <message>
            <source>Step for</source>
            <translation>办理</translation>
        </message>
        <message>
            <source>To look at: as {role} you do no step on this unit's part.</source>
            <translation>只能查看：{role}不能办理该单位的这一项。</translation>
        </message>
        <message>
            <source>Note: what was done, what is wanted; photos can be dropped here</source>
            <translation>说明：做了什么、要什么；照片可以拖到这里</translation>
        </message>
    </context>
    <context>
        <name>Air</name>
        <message>
            <source>The day is not over: the figure shows the hours so far and does not count.</source>
            <translation>当日尚未结束：数值为截至目前的小时统计，不计入评价。</translation>
        </message>
        <message>
            <source>Does not count: {n} valid days of {needed} needed.</source>
            <translation>不计入评价：有效天数 {n} 天，需要 {needed} 天。</translation>
        </message>
        <message>
            <source>last year</source>
            <translation>同比</translation>
        </message>
        <message>
            <source>period before</source>
            <translation>环比</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>区域</translation>
        </message>
        <message>
            <source>Mean of the days of {points} points; {count} stations in all.</source>
            <translation>由 {points} 个评价点位的日值平均；共 {count} 个站点。</translation>
        </message>
        <message>
            <source>sand-dust days left out: PM2.5 {pm25}, PM10 {pm10}</source>
            <translation>扣除沙尘日：PM2.5 {pm25} 天，PM10 {pm10} 天</translation>
        </message>
        <message>
            <source>Valid days</source>
            <translation>有效天数</translation>
        </message>
        <message>
            <source>Days valid of days needed, of the pollutant that has the fewest</source>
            <translation>有效天数/所需天数，取六项中最少的一项</translation>
        </message>
        <message>
            <source>Good days</source>
            <translation>优良天数</translation>
        </message>
        <message>
            <source>Share %</source>
            <translation>优良率%</translation>
        </message>
        <message>
            <source>{item}: mean of the valid days, {unit}; limit {limit}</source>
            <translation>{item}：有效日平均，{unit}；限值 {limit}</translation>
        </message>
        <message>
            <source>{item}: {percentile}th percentile of the valid days, {unit}; limit {limit}</source>
            <translation>{item}：有效日第 {percentile} 百分位数，{unit}；限值 {limit}</translation>
        </message>
        <message>
            <source>above the limit by {times} times</source>
            <translation>超标 {times} 倍</translation>
        </message>
        <message>
            <source>single index {index}</source>
            <translation>单项指数 {index}</translation>
        </message>
        <message>
            <source>against {period} {rate} %</source>
            <translation>{period} {rate} %</translation>
        </message>
        <message>
            <source>Index</source>
            <translation>综合指数</translation>
        </message>
        <message>
            <source>Composite index: sum of the single indices, lower is cleaner</source>
            <translation>综合指数：各单项指数之和，越低越清洁</translation>
        </message>
        <message>
            <source>Largest</source>
            <translation>最大单项</translation>
        </message>
        <message>
            <source>The largest single index and its pollutant</source>
            <translation>最大单项指数及其污染物</translation>
        </message>
        <message>
            <source>{pollutant} {days} d</source>
            <translation>{pollutant} {days} 天</translation>
        </message>
        <message>
            <source>Main pollutant</source>
            <translation>主要污染物</translation>
        </message>
        <message>
            <source>Primary pollutant on most days, and on how many</source>
            <translation>作为首要污染物天数最多的污染物及其天数</translation>
        </message>
        <message>
            <source>Index {change} against {period}, both on this basis</source>
            <translation>综合指数{period} {change}，两期均按本依据计算</translation>
        </message>
        <message>
            <source>Index %
{period}</source>
            <translation>指数%
{period}</translation>
        </message>
        <message>
            <source>Good days
{period}</source>
            <translation>优良天数
{period}</translation>
        </message>
        <message>
            <source>County</source>
            <translation>区县</translation>
        </message>
        <message>
            <source>Item</source>
            <translation>项目</translation>
        </message>
        <message>
            <source>Goal</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>F2 or Enter to change it; empty takes it away</source>
            <translation>按F2或回车修改；清空即取消目标</translation>
        </message>
        <message>
            <source>So far</source>
            <translation>累计</translation>
        </message>
        <message>
            <source>Against the goal</source>
            <translation>占目标</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Rest of the month</source>
            <translation>本月剩余</translation>
        </message>
        <message>
            <source>Rest of the year</source>
            <translation>全年剩余</translation>
        </message>
        <message>
            <source>no goal set</source>
            <translation>未设目标</translation>
        </message>
        <message>
            <source>no data yet</source>
            <translation>尚无数据</translation>
        </message>
        <message>
            <source>met</source>
            <translation>已完成</translation>
        </message>
        <message>
            <source>missed</source>
            <translation>未完成</translation>
        </message>
        <message>
            <source>secured whatever comes</source>
            <translation>已锁定完成</translation>
        </message>
        <message>
            <source>hardly within reach</source>
            <translation>很难完成</translation>
        </message>
        <message>
            <source>cannot be reached any more</source>
            <translation>已无法完成</translation>
        </message>
        <message>
            <source>only if the rest is cleaner</source>
            <translation>须更清洁才能完成</translation>
        </message>
        <message>
            <source>within reach</source>
            <translation>可以完成</translation>
        </message>
        <message>
            <source>no room left</source>
            <translation>已无余量</translation>
        </message>
        <message>
            <source>{days} more of {left} days may exceed it</source>
            <translation>余 {left} 天，还可超 {days} 天</translation>
        </message>
        <message>
            <source>reached</source>
            <translation>已达到</translation>
        </message>
        <message>
            <source>{days} of {left} days may be lost</source>
            <translation>余 {left} 天，还可失 {days} 天</translation>
        </message>
        <message>
            <source>secured</source>
            <translation>已锁定</translation>
        </message>
        <message>
            <source>index of about {may} on {left} days</source>
            <translation>余 {left} 天，指数约 {may} 以内</translation>
        </message>
        <message>
            <source>{may} on average on {left} days</source>
            <translation>余 {left} 天，均值 {may} 以内</translation>
        </message>
        <message>
            <source>Today so far</source>
            <translation>今日截至目前</translation>
        </message>
        <message>
            <source>This month</source>
            <translation>本月</translation>
        </message>
        <message>
            <source>This year</source>
            <translation>今年以来</translation>
        </message>
        <message>
            <source>Last month</source>
            <translation>上月</translation>
        </message>
        <message>
            <source>Last year</source>
            <translation>去年</translation>
        </message>
        <message>
            <source>Any dates</source>
            <translation>任意日期</translation>
        </message>
        <message>
            <source>Composite index</source>
            <translation>综合指数</translation>
        </message>
        <message>
            <source>all items</source>
            <translation>全部项目</translation>
        </message>
        <message>
            <source>temperature</source>
            <translation>气温</translation>
        </message>
        <message>
            <source>humidity</source>
            <translation>湿度</translation>
        </message>
        <message>
            <source>pressure</source>
            <translation>气压</translation>
        </message>
        <message>
            <source>wind speed</source>
            <translation>风速</translation>
        </message>
        <message>
            <source>wind direction</source>
            <translation>风向</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>缺测</translation>
        </message>
        <message>
            <source>stuck</source>
            <translation>恒值</translation>
        </message>
        <message>
            <source>negative</source>
            <translation>负值</translation>
        </message>
        <message>
            <source>over range</source>
            <translation>超量程</translation>
        </message>
        <message>
            <source>jump</source>
            <translation>突变</translation>
        </message>
        <message>
            <source>PM10 below PM2.5</source>
            <translation>PM10低于PM2.5</translation>
        </message>
        <message>
            <source>unlike its neighbours</source>
            <translation>与周边不符</translation>
        </message>
        <message>
            <source>suspected interference</source>
            <translation>疑似人为干扰</translation>
        </message>
        <message>
            <source>calibration</source>
            <translation>校准</translation>
        </message>
        <message>
            <source>sand dust</source>
            <translation>沙尘</translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation>已确认</translation>
        </message>
        <message>
            <source>dismissed</source>
            <translation>已排除</translation>
        </message>
        <message>
            <source>days</source>
            <translation>天</translation>
        </message>
        <message>
            <source>{limits} (transition)</source>
            <translation>{limits}（过渡阶段）</translation>
        </message>
        <message>
            <source>{edition} (forced)</source>
            <translation>{edition}（指定）</translation>
        </message>
        <message>
            <source>{edition} (by date)</source>
            <translation>{edition}（按日期）</translation>
        </message>
        <message>
            <source>Plain sum</source>
            <translation>指数直接求和</translation>
        </message>
        <message>
            <source>Mean {weights}</source>
            <translation>加权平均 {weights}</translation>
        </message>
        <message>
            <source>Sum {weights}</source>
            <translation>加权求和 {weights}</translation>
        </message>
        <message>
            <source>index: plain sum</source>
            <translation>综合指数：直接求和</translation>
        </message>
        <message>
            <source>index: weights {weights}</source>
            <translation>综合指数：权重 {weights}</translation>
        </message>
        <message>
            <source>{text}, divided by their sum</source>
            <translation>{text}，除以权重之和</translation>
        </message>
        <message>
            <source>{text} (unconfirmed)</source>
            <translation>{text}（未经确认）</translation>
        </message>
        <message>
            <source>no data in this period</source>
            <translation>该时段无数据</translation>
        </message>
        <message>
            <source>data until {day}</source>
            <translation>数据截至 {day}</translation>
        </message>
        <message>
            <source>{share} % of the daily values valid</source>
            <translation>日值有效率 {share} %</translation>
        </message>
        <message>
            <source>open</source>
            <translation>待判定</translation>
        </message>
        <message>
            <source>lowest</source>
            <translation>最低</translation>
        </message>
        <message>
            <source>highest</source>
            <translation>最高</translation>
        </message>
        <message>
            <source>value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>hour before</source>
            <translation>上一小时</translation>
        </message>
        <message>
            <source>median of the neighbours</source>
            <translation>周边中位数</translation>
        </message>
        <message>
            <source>PM2.5</source>
            <translation>PM2.5</translation>
        </message>
        <message>
            <source>PM10</source>
            <translation>PM10</translation>
        </message>
        <message>
            <source>Station</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>What looks wrong</source>
            <translation>疑点</translation>
        </message>
        <message>
            <source>From</source>
            <translation>起始时次</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>小时数</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>依据数值</translation>
        </message>
        <message>
            <source>{verdict}: {station} {item} {kind}, {hours}: {reason} ({when})</source>
            <translation>{verdict}：{station} {item} {kind}，{hours}：{reason}（{when}）</translation>
        </message>
        <message>
            <source>spread of the neighbours</source>
            <translation>周边离散度</translation>
        </message>
        <message>
            <source>rise of humidity</source>
            <translation>湿度升高</translation>
        </message>
        <message>
            <source>Hour</source>
            <translation>时次</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>级别</translation>
        </message>
        <message>
            <source>Primary</source>
            <translation>首要污染物</translation>
        </message>
        <message>
            <source>no AQI: too few valid hours</source>
            <translation>无AQI：有效小时数不足</translation>
        </message>
        <message>
            <source>no data</source>
            <translation>无数据</translation>
        </message>
        <message>
            <source>{text} ({hours} h, does not count)</source>
            <translation>{text}（{hours} 小时，不计入）</translation>
        </message>
        <message>
            <source>Sand dust was marked for {name}: {reason}</source>
            <translation>{name}已标记沙尘：{reason}</translation>
        </message>
        <message>
            <source>Marked as sand dust: {reason}</source>
            <translation>已标记为沙尘日：{reason}</translation>
        </message>
        <message>
            <source>Share of good days</source>
            <translation>优良率</translation>
        </message>
        <message>
            <source>{index}, improvement</source>
            <translation>{index}改善率</translation>
        </message>
        <message>
            <source>Against last year</source>
            <translation>同比</translation>
        </message>
        <message>
            <source>top {place}</source>
            <translation>前列第 {place}</translation>
        </message>
        <message>
            <source>last {place}</source>
            <translation>倒数第 {place}</translation>
        </message>
        <message>
            <source>{text} · fine {amount}0,000 yuan</source>
            <translation>{text} · 扣罚{amount}万元</translation>
        </message>
        <message>
            <source>{text} · reward {amount}0,000 yuan</source>
            <translation>{text} · 奖励{amount}万元</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>名次</translation>
        </message>
        <message>
            <source>Places gained</source>
            <translation>名次升降</translation>
        </message>
        <message>
            <source>Against last year %</source>
            <translation>同比%</translation>
        </message>
        <message>
            <source>Named</source>
            <translation>奖惩</translation>
        </message>
        <message>
            <source>Not ranked: too few valid days for a figure.</source>
            <translation>不参与排名：有效天数不足，没有数值。</translation>
        </message>
        <message>
            <source>Ranked, but the period has too few valid days to count.</source>
            <translation>已排名，但有效天数不足，不作为评价结果。</translation>
        </message>
        <message>
            <source>too few valid days</source>
            <translation>有效天数不足</translation>
        </message>
        <message>
            <source>All counties as one area: {points} points; {count} stations in all.</source>
            <translation>全部县（市、区）作为一个区域：{points} 个评价点位；共 {count} 个站点。</translation>
        </message>
        <message>
            <source>Does not count: {n} days with an AQI of {needed} needed.</source>
            <translation>不计入评价：有AQI的天数 {n} 天，需要 {needed} 天。</translation>
        </message>
        <message>
            <source>Air quality, daily report</source>
            <translation>空气质量日报</translation>
        </message>
        <message>
            <source>Without county</source>
            <translation>未归区县</translation>
        </message>
        <message>
            <source>All counties</source>
            <translation>全部区县</translation>
        </message>
    </context>
    <context>
        <name>AirScreen</name>
        <message>
            <source>Copied {count} rows.</source>
            <translation>已复制 {count} 行。</translation>
        </message>
        <message>
            <source>Written to {path}</source>
            <translation>已写入 {path}</translation>
        </message>
        <message>
            <source>Excel (*.xlsx)</source>
            <translation>Excel 工作簿 (*.xlsx)</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV 表格 (*.csv)</translation>
        </message>
        <message>
            <source>Write the table to</source>
            <translation>表格保存到</translation>
        </message>
    </context>
    <context>
        <name>AirView</name>
        <message>
            <source>Page</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>The whole table to the clipboard, with its basis</source>
            <translation>把整张表连同依据复制到剪贴板</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>The table as XLSX or CSV, with its basis (Ctrl+E)</source>
            <translation>把表格连同依据导出为XLSX或CSV（Ctrl+E）</translation>
        </message>
        <message>
            <source>Working out…</source>
            <translation>正在计算…</translation>
        </message>
    </context>
    <context>
        <name>AsideMenu</name>
        <message>
            <source>Time</source>
            <translation>时限</translation>
        </message>
        <message>
            <source>Ask for more time, answer, pause the clocks</source>
            <translation>申请延期、答复、暂停计时</translation>
        </message>
        <message>
            <source>{step}: until {moment}</source>
            <translation>{step}：至 {moment}</translation>
        </message>
        <message>
            <source>{limit} more: until {moment}</source>
            <translation>再给 {limit}：至 {moment}</translation>
        </message>
        <message>
            <source>Escalate…</source>
            <translation>升级…</translation>
        </message>
    </context>
    <context>
        <name>BulkBar</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>New value</source>
            <translation>新值</translation>
        </message>
        <message>
            <source>What shall be changed</source>
            <translation>修改哪一项</translation>
        </message>
        <message>
            <source>Close {count} sites</source>
            <translation>{count} 个点位销号</translation>
        </message>
        <message>
            <source>Clear it for {count} sites</source>
            <translation>清空 {count} 个点位的该项</translation>
        </message>
        <message>
            <source>Change {count} sites</source>
            <translation>修改 {count} 个点位</translation>
        </message>
        <message>
            <source>“{name}” is emptied.</source>
            <translation>“{name}”将被清空。</translation>
        </message>
        <message>
            <source>“{name}” becomes {value}.</source>
            <translation>“{name}”改为“{value}”。</translation>
        </message>
        <message>
            <source>{count} have it already.</source>
            <translation>其中 {count} 个已是此值。</translation>
        </message>
        <message>
            <source>{count} still have open orders.</source>
            <translation>{count} 个还有未办结的交办单。</translation>
        </message>
        <message>
            <source>{count} were never checked, or failed items in the last check.</source>
            <translation>{count} 个从未检查，或最近一次检查有不合格项。</translation>
        </message>
        <message>
            <source>Taken back for {count} sites: {name}.</source>
            <translation>已撤销 {count} 个点位的“{name}”修改。</translation>
        </message>
        <message>
            <source>Changed for {count} sites: {name}.</source>
            <translation>已修改 {count} 个点位的“{name}”。</translation>
        </message>
        <message>
            <source>{count} had it already.</source>
            <translation>{count} 个原已是此值。</translation>
        </message>
        <message>
            <source>{count} were changed by somebody else meanwhile and left: {names}.</source>
            <translation>{count} 个此间被他人改过，未改：{names}。</translation>
        </message>
        <message>
            <source>{count} are not in the list any more.</source>
            <translation>{count} 个已不在列表中。</translation>
        </message>
        <message>
            <source>{count} were left, because of the campaign's rules: {names}.</source>
            <translation>{count} 个不合本专项规则，未改：{names}。</translation>
        </message>
    </context>
    <context>
        <name>BulkDesk</name>
        <message>
            <source>Select the {count} left</source>
            <translation>选中未改的 {count} 个</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>重做</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Stopped: nothing was changed.</source>
            <translation>已停止，没有改动任何点位。</translation>
        </message>
    </context>
    <context>
        <name>CalendarMap</name>
        <message>
            <source>Jan</source>
            <translation>1月</translation>
        </message>
        <message>
            <source>Feb</source>
            <translation>2月</translation>
        </message>
        <message>
            <source>Mar</source>
            <translation>3月</translation>
        </message>
        <message>
            <source>Apr</source>
            <translation>4月</translation>
        </message>
        <message>
            <source>May</source>
            <translation>5月</translation>
        </message>
        <message>
            <source>Jun</source>
            <translation>6月</translation>
        </message>
        <message>
            <source>Jul</source>
            <translation>7月</translation>
        </message>
        <message>
            <source>Aug</source>
            <translation>8月</translation>
        </message>
        <message>
            <source>Sep</source>
            <translation>9月</translation>
        </message>
        <message>
            <source>Oct</source>
            <translation>10月</translation>
        </message>
        <message>
            <source>Nov</source>
            <translation>11月</translation>
        </message>
        <message>
            <source>Dec</source>
            <translation>12月</translation>
        </message>
        <message>
            <source>Mo</source>
            <translation>一</translation>
        </message>
        <message>
            <source>Tu</source>
            <translation>二</translation>
        </message>
        <message>
            <source>We</source>
            <translation>三</translation>
        </message>
        <message>
            <source>Th</source>
            <translation>四</translation>
        </message>
        <message>
            <source>Fr</source>
            <translation>五</translation>
        </message>
        <message>
            <source>Sa</source>
            <translation>六</translation>
        </message>
        <message>
            <source>Su</source>
            <translation>日</translation>
        </message>
        <message>
            <source>Calendar of the year</source>
            <translation>全年日历图</translation>
        </message>
        <message>
            <source>{date} {weekday}</source>
            <translation>{date} 周{weekday}</translation>
        </message>
        <message>
            <source>{date} (today)</source>
            <translation>{date}（今天）</translation>
        </message>
    </context>
    <context>
        <name>CalendarTab</name>
        <message>
            <source>Calendar</source>
            <translation>日历</translation>
        </message>
    </context>
    <context>
        <name>CameraDesk</name>
        <message>
            <source>Looking through {folder}…</source>
            <translation>正在查看 {folder}……</translation>
        </message>
        <message>
            <source>Folder of the phone or camera</source>
            <translation>手机或相机的文件夹</translation>
        </message>
        <message>
            <source>No photos in {folder}.</source>
            <translation>{folder} 里没有照片。</translation>
        </message>
        <message>
            <source>{folder}: tick what belongs here.</source>
            <translation>{folder}：勾选属于这里的照片。</translation>
        </message>
        <message>
            <source>{folder}: tick what belongs here. {count} older ones are not shown.</source>
            <translation>{folder}：勾选属于这里的照片。较早的 {count} 张没有列出。</translation>
        </message>
        <message>
            <source>no place in the photo</source>
            <translation>照片里没有位置</translation>
        </message>
    </context>
    <context>
        <name>CameraPicker</name>
        <message>
            <source>Another folder</source>
            <translation>换个文件夹</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Add {count}</source>
            <translation>添加 {count} 张</translation>
        </message>
        <message>
            <source>Photos of the folder</source>
            <translation>文件夹里的照片</translation>
        </message>
    </context>
    <context>
        <name>CampaignFiles</name>
        <message>
            <source>The changed definition is in use: {names}</source>
            <translation>改过的专项定义已生效：{names}</translation>
        </message>
        <message>
            <source>and {count} more: see the details</source>
            <translation>还有 {count} 处，见详情</translation>
        </message>
    </context>
    <context>
        <name>CampaignPicker</name>
        <message>
            <source>Campaign</source>
            <translation>专项</translation>
        </message>
    </context>
    <context>
        <name>Campaigns</name>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>业主单位</translation>
        </message>
        <message>
            <source>Responsible</source>
            <translation>责任人</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Last check</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>Open orders</source>
            <translation>在办</translation>
        </message>
        <message>
            <source>Deadline</source>
            <translation>时限</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>未填写</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>No</source>
            <translation>否</translation>
        </message>
        <message>
            <source>No unit has this name. Choose one from the list.</source>
            <translation>没有叫这个名字的单位，请从列表中选择。</translation>
        </message>
        <message>
            <source>2020-03-19</source>
            <translation>2020-03-19</translation>
        </message>
        <message>
            <source>longitude, latitude</source>
            <translation>经度, 纬度</translation>
        </message>
        <message>
            <source>2020-03-19 or 2020-03-19 18:00</source>
            <translation>2020-03-19 或 2020-03-19 18:00</translation>
        </message>
        <message>
            <source>Coordinates</source>
            <translation>坐标</translation>
        </message>
        <message>
            <source>Site</source>
            <translation>点位</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>空</translation>
        </message>
        <message>
            <source>Left empty, the program gives the next one.</source>
            <translation>留空则由程序给出下一个编号。</translation>
        </message>
        <message>
            <source>Added to the record</source>
            <translation>登记入库</translation>
        </message>
        <message>
            <source>{field}: {old} → {new}</source>
            <translation>{field}：{old} → {new}</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>修改</translation>
        </message>
        <message>
            <source>State: {old} → {new}</source>
            <translation>状态：{old} → {new}</translation>
        </message>
        <message>
            <source>Checked: {passed}/{total}</source>
            <translation>检查：{passed}/{total}</translation>
        </message>
        <message>
            <source>Order {number}</source>
            <translation>交办单 {number}</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>{title}, to {units}</source>
            <translation>{title}，交办 {units}</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Longitude</source>
            <translation>经度</translation>
        </message>
        <message>
            <source>Latitude</source>
            <translation>纬度</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>{count} orders are still open.</source>
            <translation>还有 {count} 件交办单未办结。</translation>
        </message>
        <message>
            <source>It was never checked.</source>
            <translation>从未检查过。</translation>
        </message>
        <message>
            <source>The last check was {score}.</source>
            <translation>最近一次检查 {score}。</translation>
        </message>
        <message>
            <source>{late} (deadline {day})</source>
            <translation>{late}（时限 {day}）</translation>
        </message>
        <message>
            <source>Deadline {day}</source>
            <translation>时限 {day}</translation>
        </message>
        <message>
            <source>; </source>
            <translation>；</translation>
        </message>
        <message>
            <source>In China this lies between {low} and {high}.</source>
            <translation>在中国境内应在 {low} 到 {high} 之间。</translation>
        </message>
        <message>
            <source>{count} photos</source>
            <translation>{count} 张照片</translation>
        </message>
        <message>
            <source>{month:02}-{day:02}</source>
            <translation>{month:02}-{day:02}</translation>
        </message>
        <message>
            <source>{year}-{month:02}-{day:02}</source>
            <translation>{year}-{month:02}-{day:02}</translation>
        </message>
        <message>
            <source>{hours} h overdue</source>
            <translation>逾期 {hours} 小时</translation>
        </message>
        <message>
            <source>{days} d overdue</source>
            <translation>逾期 {days} 天</translation>
        </message>
        <message>
            <source>Somebody else changed this site while you were writing. Choose for each field which value is to stand, then save again.</source>
            <translation>您填写期间，别人也改了这个点位。请逐项选择以哪个为准，再保存。</translation>
        </message>
        <message>
            <source>Somebody else changed this site while you were writing, but nothing that you touched. It was taken over; save again.</source>
            <translation>您填写期间，别人改了这个点位，但没有动您填写的项。别人的改动已并入，请再保存一次。</translation>
        </message>
        <message>
            <source>north</source>
            <translation>北</translation>
        </message>
        <message>
            <source>north-east</source>
            <translation>东北</translation>
        </message>
        <message>
            <source>east</source>
            <translation>东</translation>
        </message>
        <message>
            <source>south-east</source>
            <translation>东南</translation>
        </message>
        <message>
            <source>south</source>
            <translation>南</translation>
        </message>
        <message>
            <source>south-west</source>
            <translation>西南</translation>
        </message>
        <message>
            <source>west</source>
            <translation>西</translation>
        </message>
        <message>
            <source>north-west</source>
            <translation>西北</translation>
        </message>
        <message>
            <source>{metres} m</source>
            <translation>{metres} 米</translation>
        </message>
        <message>
            <source>{kilometres} km</source>
            <translation>{kilometres} 公里</translation>
        </message>
        <message>
            <source>No station with coordinates within 50 km.</source>
            <translation>50 公里内没有带坐标的站点。</translation>
        </message>
        <message>
            <source>Nearest station: {name}, {distance} to the {direction}</source>
            <translation>最近站点：{name}，在{direction}方 {distance}</translation>
        </message>
        <message>
            <source>It has sent no hour yet.</source>
            <translation>该站尚无小时数据。</translation>
        </message>
        <message>
            <source>No AQI at {hour}</source>
            <translation>{hour} 无 AQI</translation>
        </message>
        <message>
            <source>AQI {aqi} {level} at {hour}</source>
            <translation>AQI {aqi} {level}（{hour}）</translation>
        </message>
        <message>
            <source>AQI {aqi} {level} at {hour}; nothing newer has come</source>
            <translation>AQI {aqi} {level}（{hour}），此后没有新数据</translation>
        </message>
        <message>
            <source>{distance} ring of {name}</source>
            <translation>{name} {distance}圈</translation>
        </message>
        <message>
            <source>In no station's ring ({rings})</source>
            <translation>不在任何站点的圈内（{rings}）</translation>
        </message>
        <message>
            <source>Inside: {rings}</source>
            <translation>位于：{rings}</translation>
        </message>
        <message>
            <source>The station is given in WGS-84; distances hold if the site is, too. Points taken from a Chinese web map lie some hundred metres off.</source>
            <translation>站点坐标为 WGS-84；点位坐标也是 WGS-84 时距离才准确。从国内网络地图上取的点会偏几百米。</translation>
        </message>
        <message>
            <source>The station's coordinates are {datum}, the site's are not said to be: distances may be wrong by some hundred metres.</source>
            <translation>站点坐标是 {datum}，点位坐标未注明坐标系：距离可能有几百米误差。</translation>
        </message>
        <message>
            <source>of an unknown datum</source>
            <translation>坐标系不明</translation>
        </message>
        <message>
            <source>{name}: {distance} to the {direction}</source>
            <translation>{name}：{direction}方 {distance}</translation>
        </message>
        <message>
            <source>Files added: {count}</source>
            <translation>添加文件 {count} 个</translation>
        </message>
        <message>
            <source>Must be filled in when “{field}” is “{value}”</source>
            <translation>“{field}”为“{value}”时必填</translation>
        </message>
        <message>
            <source>{found}
Failed in the check:
{items}</source>
            <translation>{found}
检查不合格项：
{items}</translation>
        </message>
        <message>
            <source>Milestones</source>
            <translation>节点</translation>
        </message>
        <message>
            <source>{name}, {duty}</source>
            <translation>{name}（{duty}）</translation>
        </message>
        <message>
            <source>{unit} · nobody</source>
            <translation>{unit} · 暂无包联人</translation>
        </message>
        <message>
            <source>Who answers</source>
            <translation>包联责任</translation>
        </message>
        <message>
            <source>nobody named</source>
            <translation>未明确</translation>
        </message>
        <message>
            <source>planned</source>
            <translation>已排班</translation>
        </message>
        <message>
            <source>not signed in</source>
            <translation>未签到</translation>
        </message>
        <message>
            <source>on duty</source>
            <translation>在岗</translation>
        </message>
        <message>
            <source>done</source>
            <translation>已交班</translation>
        </message>
        <message>
            <source>not signed out</source>
            <translation>未签退</translation>
        </message>
        <message>
            <source>nobody came</source>
            <translation>无人到岗</translation>
        </message>
        <message>
            <source>{name} · {site} · {start}–{end} · {standing}</source>
            <translation>{name} · {site} · {start} 至 {end} · {standing}</translation>
        </message>
        <message>
            <source>{at} signed in</source>
            <translation>{at} 签到</translation>
        </message>
        <message>
            <source>{at} signed out</source>
            <translation>{at} 签退</translation>
        </message>
        <message>
            <source>{at} handed over to {name}</source>
            <translation>{at} 交给 {name}</translation>
        </message>
        <message>
            <source>{count} missing</source>
            <translation>缺 {count} 人</translation>
        </message>
        <message>
            <source>No station yet</source>
            <translation>还没有站点</translation>
        </message>
        <message>
            <source>None of the {count} stations has coordinates</source>
            <translation>{count} 个站点都没有坐标</translation>
        </message>
        <message>
            <source>A zone is computed from the coordinates of a station and of the sites. Load a list of stations with longitude and latitude.</source>
            <translation>示范区按站点和点位的经纬度计算，请先导入带经纬度的站点名单。</translation>
        </message>
        <message>
            <source>{campaign} · {station} {radius}</source>
            <translation>{campaign} · {station} {radius}</translation>
        </message>
        <message>
            <source>Out / listed, overdue</source>
            <translation>已退出/清单，红字逾期</translation>
        </message>
        <message>
            <source>Not said</source>
            <translation>未注明</translation>
        </message>
        <message>
            <source>{distance} {direction}</source>
            <translation>{distance} {direction}</translation>
        </message>
        <message>
            <source>No day set</source>
            <translation>未定日期</translation>
        </message>
        <message>
            <source>Looked at, not listed</source>
            <translation>已排查，不列入</translation>
        </message>
        <message>
            <source>Out</source>
            <translation>已退出</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>{days} d left</source>
            <translation>还剩 {days} 天</translation>
        </message>
        <message>
            <source>Within {distance}</source>
            <translation>{distance}内</translation>
        </message>
        <message>
            <source>{low} – {high}</source>
            <translation>{low}–{high}</translation>
        </message>
        <message>
            <source>Negative list: {out} of {count} out</source>
            <translation>负面清单 {count} 处，已退出 {out} 处</translation>
        </message>
        <message>
            <source>{count} overdue</source>
            <translation>逾期 {count}</translation>
        </message>
        <message>
            <source>{count} without a day</source>
            <translation>{count} 处未定退出日期</translation>
        </message>
        <message>
            <source>{count} inside, not on the list</source>
            <translation>圈内 {count} 处未列入清单</translation>
        </message>
        <message>
            <source>{count} on the list, outside the ring</source>
            <translation>清单上有 {count} 处在圈外</translation>
        </message>
        <message>
            <source>{count} sites of this record have no coordinates and may lie inside</source>
            <translation>本机库有 {count} 个点位没有坐标，可能也在圈内</translation>
        </message>
        <message>
            <source>the station is not given in WGS-84: distances may be some hundred metres off</source>
            <translation>站点坐标不是 WGS-84，距离可能差几百米</translation>
        </message>
        <message>
            <source> · </source>
            <translation> · </translation>
        </message>
        <message>
            <source>In the ring {count}</source>
            <translation>圈内 {count}</translation>
        </message>
        <message>
            <source>Negative list {count}</source>
            <translation>负面清单 {count}</translation>
        </message>
        <message>
            <source>Not listed {count}</source>
            <translation>未列入 {count}</translation>
        </message>
        <message>
            <source>Outside {count}</source>
            <translation>圈外 {count}</translation>
        </message>
        <message>
            <source>No coordinates {count}</source>
            <translation>无坐标 {count}</translation>
        </message>
        <message>
            <source>No site with coordinates lies in this ring. Choose a larger one.</source>
            <translation>圈内没有带坐标的点位，请选大一点的半径。</translation>
        </message>
        <message>
            <source>Nothing is on the negative list here. Put sites on it from “Not listed”.</source>
            <translation>本站负面清单为空，可从“未列入”中逐个列入。</translation>
        </message>
        <message>
            <source>Every site in this ring stands in “{campaign}”.</source>
            <translation>圈内点位均已纳入“{campaign}”。</translation>
        </message>
        <message>
            <source>All sites of this station's list lie in the ring.</source>
            <translation>本站清单上的点位都在圈内。</translation>
        </message>
        <message>
            <source>Every site of this record has coordinates.</source>
            <translation>本机库的点位都有坐标。</translation>
        </message>
        <message>
            <source>{name}: {kind}, {place}</source>
            <translation>{name}：{kind}，{place}</translation>
        </message>
        <message>
            <source>{units}: {note}</source>
            <translation>{units}：{note}</translation>
        </message>
        <message>
            <source>{step}: order {number}</source>
            <translation>{step}：交办单 {number}</translation>
        </message>
    </context>
    <context>
        <name>CampaignsScreen</name>
        <message>
            <source>There is no site {code} any more.</source>
            <translation>点位 {code} 已不存在。</translation>
        </message>
        <message>
            <source>{name} belongs to the campaign “{campaign}”, whose definition cannot be read.</source>
            <translation>{name} 属于专项“{campaign}”，但该专项的定义文件无法读取。</translation>
        </message>
    </context>
    <context>
        <name>ChartMenu</name>
        <message>
            <source>Compare, wind, orders, free period, export</source>
            <translation>对比、风、交办单、自选时段、导出</translation>
        </message>
        <message>
            <source>Chart menu</source>
            <translation>曲线菜单</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>昨天</translation>
        </message>
        <message>
            <source>a week ago</source>
            <translation>上周同期</translation>
        </message>
        <message>
            <source>last year</source>
            <translation>去年同期</translation>
        </message>
        <message>
            <source>Compare with</source>
            <translation>对比</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>不对比</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>昨天</translation>
        </message>
        <message>
            <source>A week ago</source>
            <translation>上周同期</translation>
        </message>
        <message>
            <source>The same days last year</source>
            <translation>去年同期</translation>
        </message>
        <message>
            <source>Wind</source>
            <translation>风</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>交办单</translation>
        </message>
        <message>
            <source>Free period…</source>
            <translation>自选时段…</translation>
        </message>
        <message>
            <source>Save as PNG…</source>
            <translation>存为 PNG…</translation>
        </message>
        <message>
            <source>Save as SVG…</source>
            <translation>存为 SVG…</translation>
        </message>
        <message>
            <source>Save values as CSV…</source>
            <translation>数值存为 CSV…</translation>
        </message>
        <message>
            <source>Copy picture</source>
            <translation>复制图片</translation>
        </message>
        <message>
            <source>Save the chart</source>
            <translation>保存图表</translation>
        </message>
    </context>
    <context>
        <name>ChartWords</name>
        <message>
            <source>flagged</source>
            <translation>存疑</translation>
        </message>
        <message>
            <source>{label} (no axis for {unit})</source>
            <translation>{label}（{unit} 无坐标轴，未绘出）</translation>
        </message>
        <message>
            <source>Calm, {speed} m/s</source>
            <translation>静风 {speed} m/s</translation>
        </message>
        <message>
            <source>Wind {speed} m/s</source>
            <translation>风速 {speed} m/s</translation>
        </message>
        <message>
            <source>{direction} wind {speed} m/s</source>
            <translation>{direction}风 {speed} m/s</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>另有 {count} 项</translation>
        </message>
    </context>
    <context>
        <name>CheckPage</name>
        <message>
            <source>All pass</source>
            <translation>全部合格</translation>
        </message>
        <message>
            <source>Save check</source>
            <translation>保存检查</translation>
        </message>
        <message>
            <source>What was seen, what was agreed</source>
            <translation>现场情况、商定事项</translation>
        </message>
        <message>
            <source>Check {name}</source>
            <translation>检查 {name}</translation>
        </message>
        <message>
            <source>Checklist</source>
            <translation>检查清单</translation>
        </message>
        <message>
            <source>The check has not been saved.</source>
            <translation>检查尚未保存。</translation>
        </message>
        <message>
            <source>Discard it</source>
            <translation>放弃</translation>
        </message>
        <message>
            <source>Go on checking</source>
            <translation>继续检查</translation>
        </message>
        <message>
            <source>{passed} passed, {failed} failed, {left} not looked at</source>
            <translation>合格 {passed} 项，不合格 {failed} 项，未查 {left} 项</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>Add photos</source>
            <translation>添加照片</translation>
        </message>
        <message>
            <source>Discard draft</source>
            <translation>放弃草稿</translation>
        </message>
        <message>
            <source>Save and order</source>
            <translation>保存并交办</translation>
        </message>
        <message>
            <source>{code} · keys: 1 pass, 2 fail, 3 not applicable, J K down and up, N note</source>
            <translation>{code} · 按键：1 合格，2 不合格，3 不适用，J K 下移上移，N 备注</translation>
        </message>
        <message>
            <source>Not applicable: {items}</source>
            <translation>不适用：{items}</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>{item}: {note}</source>
            <translation>{item}：{note}</translation>
        </message>
        <message>
            <source>Photos of this check</source>
            <translation>本次检查的照片</translation>
        </message>
        <message>
            <source>{count} not applicable</source>
            <translation>{count} 项不适用</translation>
        </message>
        <message>
            <source>{count} photos</source>
            <translation>{count} 张照片</translation>
        </message>
    </context>
    <context>
        <name>CheckRow</name>
        <message>
            <source>Not looked at</source>
            <translation>未查</translation>
        </message>
        <message>
            <source>Pass</source>
            <translation>合格</translation>
        </message>
        <message>
            <source>Fail</source>
            <translation>不合格</translation>
        </message>
        <message>
            <source>Not applicable</source>
            <translation>不适用</translation>
        </message>
        <message>
            <source>What is wrong here</source>
            <translation>这一项有什么问题</translation>
        </message>
        <message>
            <source>Note on {item}</source>
            <translation>{item}的备注</translation>
        </message>
    </context>
    <context>
        <name>Choices</name>
        <message>
            <source>Take off the chart</source>
            <translation>从曲线图移除</translation>
        </message>
        <message>
            <source>Add to the chart</source>
            <translation>加入曲线图</translation>
        </message>
        <message>
            <source>Only this one on the chart</source>
            <translation>曲线图只看此站</translation>
        </message>
        <message>
            <source>New order for this station</source>
            <translation>为此站新建交办单</translation>
        </message>
    </context>
    <context>
        <name>Circle</name>
        <message>
            <source>Approve {name}? Compare the fingerprint with them on the telephone first: {fingerprint}.</source>
            <translation>批准 {name}？请先打电话与对方核对密钥指纹：{fingerprint}。</translation>
        </message>
        <message>
            <source>Approve</source>
            <translation>批准</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>暂不</translation>
        </message>
        <message>
            <source>Revoke {name}? What it has written until now stays; what it writes from now on has no effect.</source>
            <translation>吊销 {name}？它此前写入的内容保留，此后写入的内容一律无效。</translation>
        </message>
        <message>
            <source>Revoke</source>
            <translation>吊销</translation>
        </message>
    </context>
    <context>
        <name>ClocksField</name>
        <message>
            <source>Receive</source>
            <translation>签收</translation>
        </message>
        <message>
            <source>On site</source>
            <translation>到场</translation>
        </message>
        <message>
            <source>Verify</source>
            <translation>核查</translation>
        </message>
        <message>
            <source>No limit</source>
            <translation>不限时</translation>
        </message>
    </context>
    <context>
        <name>ColumnTable</name>
        <message>
            <source>Columns of the file</source>
            <translation>文件的各列</translation>
        </message>
        <message>
            <source>What “{name}” is</source>
            <translation>“{name}”的含义</translation>
        </message>
        <message>
            <source>Unit of “{name}”</source>
            <translation>“{name}”的单位</translation>
        </message>
    </context>
    <context>
        <name>ColumnsModel</name>
        <message>
            <source>Column</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Is</source>
            <translation>含义</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Guess</source>
            <translation>判断</translation>
        </message>
        <message>
            <source>Examples</source>
            <translation>示例</translation>
        </message>
        <message>
            <source>item “{word}”</source>
            <translation>项目“{word}”</translation>
        </message>
    </context>
    <context>
        <name>ComparePanel</name>
        <message>
            <source>Keep all of mine</source>
            <translation>全部用我的</translation>
        </message>
        <message>
            <source>Take all of theirs</source>
            <translation>全部用别人的</translation>
        </message>
        <message>
            <source>When you opened it</source>
            <translation>您打开时</translation>
        </message>
        <message>
            <source>What you typed</source>
            <translation>您填写的</translation>
        </message>
        <message>
            <source>Now in the record</source>
            <translation>现在库里的</translation>
        </message>
        <message>
            <source>Undecided</source>
            <translation>未选</translation>
        </message>
        <message>
            <source>Keep mine</source>
            <translation>用我的</translation>
        </message>
        <message>
            <source>Take theirs</source>
            <translation>用别人的</translation>
        </message>
    </context>
    <context>
        <name>ConflictCard</name>
        <message>
            <source>Note for the order's timeline: why this one</source>
            <translation>备注（记入交办单时间线）：为什么选这个</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Mark as read</source>
            <translation>标为已读</translation>
        </message>
        <message>
            <source>Keys: 1, 2 choose · Enter takes it</source>
            <translation>按 1、2 选择，回车采用</translation>
        </message>
    </context>
    <context>
        <name>ConnectionBanner</name>
        <message>
            <source>{record}: no answer since {since}</source>
            <translation>{record}：{since} 起无应答</translation>
        </message>
        <message>
            <source>The database is back after {duration}. Everything was read again.</source>
            <translation>数据库已恢复，中断 {duration}。界面已全部重新读取。</translation>
        </message>
        <message>
            <source>{record} has not answered since {since} ({duration}). What the screens show is as of then and can be read; nothing can be opened or saved. Whatever you type stays where it is. The program tries again every 2 seconds and goes on by itself.</source>
            <translation>{record} 从 {since} 起没有应答（已 {duration}）。界面上是当时的数据，可以照常查看，但暂时不能打开新的内容，也不能保存；正在填写的内容不会丢。程序每 2 秒重试一次，恢复后自动继续。</translation>
        </message>
    </context>
    <context>
        <name>Console</name>
        <message>
            <source>Refused {count}</source>
            <translation>拒收 {count}</translation>
        </message>
        <message>
            <source>Show what was refused and why</source>
            <translation>查看拒收的数据和原因</translation>
        </message>
        <message>
            <source>Record not reachable: {reason}</source>
            <translation>数据库连不上：{reason}</translation>
        </message>
        <message>
            <source>Local record {name}</source>
            <translation>本机库 {name}</translation>
        </message>
        <message>
            <source>Shared record {name}</source>
            <translation>共享库 {name}</translation>
        </message>
        <message>
            <source>HJ 212: not listening</source>
            <translation>HJ 212 未接收</translation>
        </message>
        <message>
            <source>HJ 212 on port {port}</source>
            <translation>HJ 212 接收端口 {port}</translation>
        </message>
        <message>
            <source>no frame yet</source>
            <translation>尚未收到数据</translation>
        </message>
        <message>
            <source>{count} devices, last frame {minutes} min ago</source>
            <translation>{count} 台设备，最近 {minutes} 分钟前</translation>
        </message>
        <message>
            <source>Opened because {variable}=1 is set, against this advice: {advice}</source>
            <translation>因设置了 {variable}=1 而打开，但不建议这样做：{advice}</translation>
        </message>
    </context>
    <context>
        <name>CsvTable</name>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>{curve}: flag</source>
            <translation>{curve}：存疑标记</translation>
        </message>
        <message>
            <source>Wind speed (m/s)</source>
            <translation>风速（m/s）</translation>
        </message>
        <message>
            <source>Wind direction (°)</source>
            <translation>风向（°）</translation>
        </message>
    </context>
    <context>
        <name>Curves</name>
        <message>
            <source>{share} % valid</source>
            <translation>有效率 {share}%</translation>
        </message>
        <message>
            <source>{count} more not drawn</source>
            <translation>另有 {count} 条未画</translation>
        </message>
        <message>
            <source>8 h limit II {value}</source>
            <translation>8小时二级限值 {value}</translation>
        </message>
        <message>
            <source>Day limit II {value}</source>
            <translation>日均二级限值 {value}</translation>
        </message>
        <message>
            <source>minutes</source>
            <translation>分钟值</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>小时值</translation>
        </message>
        <message>
            <source>days, highest 8 h</source>
            <translation>日最大 8 小时均值</translation>
        </message>
        <message>
            <source>days</source>
            <translation>日均值</translation>
        </message>
        <message>
            <source>beside it {time}</source>
            <translation>对比{time}</translation>
        </message>
        <message>
            <source>All items</source>
            <translation>六项</translation>
        </message>
    </context>
    <context>
        <name>DayPanel</name>
        <message>
            <source>Reason for sand dust, kept in the log</source>
            <translation>沙尘判定理由，记入日志</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>理由</translation>
        </message>
        <message>
            <source>Mark as sand dust</source>
            <translation>标记为沙尘日</translation>
        </message>
        <message>
            <source>Remove the mark</source>
            <translation>取消标记</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>小时数据</translation>
        </message>
        <message>
            <source>No hours of this day</source>
            <translation>当日没有小时数据</translation>
        </message>
    </context>
    <context>
        <name>Deciding</name>
        <message>
            <source>Decided: {field} of {what} is {value}. It can be changed on its page.</source>
            <translation>已决定：{what} 的{field}为 {value}。以后仍可在它自己的页面上修改。</translation>
        </message>
    </context>
    <context>
        <name>Deeds</name>
        <message>
            <source>Close site</source>
            <translation>销号</translation>
        </message>
        <message>
            <source>Not yet</source>
            <translation>暂不</translation>
        </message>
        <message>
            <source>{code} is in the list.</source>
            <translation>{code} 已登记。</translation>
        </message>
        <message>
            <source>{name}: saved.</source>
            <translation>{name}：已保存。</translation>
        </message>
        <message>
            <source>Check of {name} saved: {score}.</source>
            <translation>{name} 的检查已保存：{score}。</translation>
        </message>
        <message>
            <source>{name}: {state}.</source>
            <translation>{name}：{state}。</translation>
        </message>
        <message>
            <source>{name} is not in the record any more; what you typed cannot be saved there.</source>
            <translation>{name} 已不在数据库中，您填写的内容无法保存到它上面。</translation>
        </message>
        <message>
            <source>{mn} is unbound. Its frames are refused until it is bound again.</source>
            <translation>{mn} 已解除绑定。重新绑定前，它的报文一律拒收。</translation>
        </message>
        <message>
            <source>{mn} is registered again.</source>
            <translation>{mn} 已恢复登记。</translation>
        </message>
        <message>
            <source>From now on the values are taken in the new unit; those that are stored stay.</source>
            <translation>今后按新单位接收；已入库的数据不变。</translation>
        </message>
        <message>
            <source>{mn} reports for {station} now. “Unbind” takes it back.</source>
            <translation>{mn} 已绑定到 {station}。如需撤销，点“解除绑定”。</translation>
        </message>
        <message>
            <source>Remove {mn}? Its readings stay; its frames count as those of an unregistered number from then on. It can be restored.</source>
            <translation>移除 {mn}？已入库的数据保留；此后它的报文按未登记设备处理。移除后可以恢复。</translation>
        </message>
        <message>
            <source>Remove it</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>{mn} is removed. It stands under “removed”, where it can be restored.</source>
            <translation>{mn} 已移除，列在“已移除”中，可在那里恢复。</translation>
        </message>
        <message>
            <source>{mn} is registered.</source>
            <translation>{mn} 已登记。</translation>
        </message>
        <message>
            <source>{mn}: saved.</source>
            <translation>{mn}：已保存。</translation>
        </message>
        <message>
            <source>Go on checking</source>
            <translation>继续检查</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>{file} was not added: its check is not open any more.</source>
            <translation>{file} 没有添加：它所属的检查已经不在打开状态。</translation>
        </message>
    </context>
    <context>
        <name>DemoRun</name>
        <message>
            <source>The recorded days are over. Start the demo again to see them once more.</source>
            <translation>演示数据已放完。重新启动演示可再看一遍。</translation>
        </message>
    </context>
    <context>
        <name>Desk</name>
        <message>
            <source>Without county</source>
            <translation>未归属县（市、区）</translation>
        </message>
    </context>
    <context>
        <name>Detail</name>
        <message>
            <source>until {moment}</source>
            <translation>至 {moment}</translation>
        </message>
    </context>
    <context>
        <name>DetailView</name>
        <message>
            <source>The step “{step}” was not done. What has changed meanwhile:</source>
            <translation>“{step}”没有执行。这期间的变动：</translation>
        </message>
        <message>
            <source>Copy for the group</source>
            <translation>复制到群</translation>
        </message>
        <message>
            <source>Key {key} in the list</source>
            <translation>在列表中按 {key} 键</translation>
        </message>
        <message>
            <source>Order sheet, return sheet: preview, print, save</source>
            <translation>交办单、退回单：预览、打印、保存</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>打印</translation>
        </message>
    </context>
    <context>
        <name>DeviceDetail</name>
        <message>
            <source>Edit…</source>
            <translation>编辑…</translation>
        </message>
        <message>
            <source>Unbind</source>
            <translation>解除绑定</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>移除…</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>Last values</source>
            <translation>最近数值</translation>
        </message>
        <message>
            <source>Refused, by reason</source>
            <translation>拒收原因</translation>
        </message>
        <message>
            <source>Newest refused frames</source>
            <translation>最近拒收的报文</translation>
        </message>
    </context>
    <context>
        <name>DeviceFields</name>
        <message>
            <source>Enter the number that the device sends after MN=.</source>
            <translation>请填写设备报文中 MN= 后面的编号。</translation>
        </message>
        <message>
            <source>No station has this name. Choose one from the list.</source>
            <translation>没有叫这个名字的站点，请从列表中选择。</translation>
        </message>
        <message>
            <source>A station needs a code.</source>
            <translation>请填写站点编号。</translation>
        </message>
        <message>
            <source>A station needs a name.</source>
            <translation>请填写站点名称。</translation>
        </message>
        <message>
            <source>No unit has this name. Choose one from the list.</source>
            <translation>没有叫这个名字的单位，请从列表中选择。</translation>
        </message>
        <message>
            <source>Number (MN)</source>
            <translation>设备编号（MN）</translation>
        </message>
        <message>
            <source>Station</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>Code of the new station</source>
            <translation>新站点编号</translation>
        </message>
        <message>
            <source>Name of the new station</source>
            <translation>新站点名称</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>级别</translation>
        </message>
        <message>
            <source>The county is fixed with the first registration and cannot be changed later.</source>
            <translation>所属县在首次登记时确定，以后不能更改。</translation>
        </message>
        <message>
            <source>Lies in</source>
            <translation>所在单位</translation>
        </message>
        <message>
            <source>Password (PW)</source>
            <translation>口令（PW）</translation>
        </message>
        <message>
            <source>32 hexadecimal digits; only for devices that encrypt (HJ 212-2025).</source>
            <translation>32 位十六进制数；仅用于加密上传的设备（HJ 212-2025）。</translation>
        </message>
        <message>
            <source>SM4 key</source>
            <translation>SM4 密钥</translation>
        </message>
        <message>
            <source>{factor} is sent in</source>
            <translation>{factor}上传单位</translation>
        </message>
        <message>
            <source>Interval of minute data</source>
            <translation>分钟数据间隔</translation>
        </message>
        <message>
            <source>{unit} (usual)</source>
            <translation>{unit}（常用）</translation>
        </message>
        <message>
            <source>1 min (usual)</source>
            <translation>1 分钟（常用）</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} 分钟</translation>
        </message>
    </context>
    <context>
        <name>DeviceForm</name>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Register a device</source>
            <translation>登记设备</translation>
        </message>
        <message>
            <source>Edit {mn}</source>
            <translation>编辑 {mn}</translation>
        </message>
        <message>
            <source>What was typed has not been saved.</source>
            <translation>填写的内容尚未保存。</translation>
        </message>
        <message>
            <source>Discard it</source>
            <translation>放弃</translation>
        </message>
        <message>
            <source>Go on editing</source>
            <translation>继续编辑</translation>
        </message>
        <message>
            <source>Somebody else changed this device meanwhile. The fields that you did not touch show the new values; look at them, then save again.</source>
            <translation>其他人刚刚修改了这台设备。您没有动过的字段已更新为新值，请核对后再保存。</translation>
        </message>
    </context>
    <context>
        <name>Devices</name>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Station</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>级别</translation>
        </message>
        <message>
            <source>Number (MN)</source>
            <translation>设备编号（MN）</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Last frame</source>
            <translation>最近报文</translation>
        </message>
        <message>
            <source>Last data</source>
            <translation>最新数据</translation>
        </message>
        <message>
            <source>Frames/h</source>
            <translation>报文/时</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>拒收</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>时钟</translation>
        </message>
        <message>
            <source>Secrets</source>
            <translation>口令与密钥</translation>
        </message>
        <message>
            <source>Unit looks wrong</source>
            <translation>单位可疑</translation>
        </message>
        <message>
            <source>Last heard</source>
            <translation>最近收到</translation>
        </message>
        <message>
            <source>First heard</source>
            <translation>首次收到</translation>
        </message>
        <message>
            <source>Frames</source>
            <translation>报文数</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>no station</source>
            <translation>未绑定站点</translation>
        </message>
        <message>
            <source>{before} frames in the hour before, {now} in this one, {all} in all</source>
            <translation>上一小时 {before} 条，本小时 {now} 条，累计 {all} 条</translation>
        </message>
        <message>
            <source>{count} more spans to ask for.</source>
            <translation>还有 {count} 段待补。</translation>
        </message>
        <message>
            <source>asked, no answer yet (attempt {tries}).</source>
            <translation>已请求，设备尚未应答（第 {tries} 次）。</translation>
        </message>
        <message>
            <source>the device is sending, {got} hours so far.</source>
            <translation>设备正在补传，已收到 {got} 小时。</translation>
        </message>
        <message>
            <source>done, {got} hours came.</source>
            <translation>补传完成，共收到 {got} 小时。</translation>
        </message>
        <message>
            <source>the device has no data of this time.</source>
            <translation>设备没有这段时间的数据。</translation>
        </message>
        <message>
            <source>the device refused (QnRtn={code}).</source>
            <translation>设备拒绝了请求（QnRtn={code}）。</translation>
        </message>
        <message>
            <source>the device failed (ExeRtn={code}), {got} hours came.</source>
            <translation>设备执行失败（ExeRtn={code}），共收到 {got} 小时。</translation>
        </message>
        <message>
            <source>no more answers, {got} hours came. Ask again later.</source>
            <translation>设备不再应答，共收到 {got} 小时。请稍后再补。</translation>
        </message>
        <message>
            <source>the device is not connected, so it cannot be asked. Wait until it sends again.</source>
            <translation>设备未连接，无法请求补传。请等它重新上线后再试。</translation>
        </message>
        <message>
            <source>Interval of minute data</source>
            <translation>分钟数据间隔</translation>
        </message>
        <message>
            <source>{when} ({age} ago)</source>
            <translation>{when}（{age}前）</translation>
        </message>
        <message>
            <source>No station is likely for it. Choose one, or register a new station with it.</source>
            <translation>看不出它属于哪个站点。请选择站点，或登记一个新站点。</translation>
        </message>
        <message>
            <source>It was registered for {station} before.</source>
            <translation>它以前登记在 {station} 名下。</translation>
        </message>
        <message>
            <source>{station} has this number as its code.</source>
            <translation>{station} 的站点编号与它相同。</translation>
        </message>
        <message>
            <source>{station} is the only station without a device.</source>
            <translation>{station} 是唯一还没有设备的站点。</translation>
        </message>
        <message>
            <source>Take {factor} in {unit} from now on</source>
            <translation>今后按 {unit} 接收{factor}</translation>
        </message>
        <message>
            <source>{word}. Set the device to send {unit}.</source>
            <translation>{word}。请把设备设为按 {unit} 上传。</translation>
        </message>
        <message>
            <source>{when} ({age} ago) from {peer}</source>
            <translation>{when}（{age}前），来自 {peer}</translation>
        </message>
        <message>
            <source>{before} in the hour before, {now} in this one</source>
            <translation>上一小时 {before} 条，本小时 {now} 条</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} 分钟</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>Unregistered</source>
            <translation>未登记</translation>
        </message>
        <message>
            <source>all</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Every word typed must be in its station, number, type or address.</source>
            <translation>输入的每个词都要出现在站点、设备编号、类型或地址中。</translation>
        </message>
        <message>
            <source>Nothing fits the filter</source>
            <translation>没有符合条件的设备</translation>
        </message>
        <message>
            <source>A number that sends without being registered is listed here.</source>
            <translation>未登记却在上传数据的设备编号会列在这里。</translation>
        </message>
        <message>
            <source>No unregistered number</source>
            <translation>没有未登记的设备</translation>
        </message>
        <message>
            <source>No device in this state</source>
            <translation>没有处于此状态的设备</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>被拒收</translation>
        </message>
        <message>
            <source>silent</source>
            <translation>失联</translation>
        </message>
        <message>
            <source>late</source>
            <translation>迟报</translation>
        </message>
        <message>
            <source>clock wrong</source>
            <translation>时钟不准</translation>
        </message>
        <message>
            <source>never heard</source>
            <translation>从未收到</translation>
        </message>
        <message>
            <source>sending</source>
            <translation>正常</translation>
        </message>
        <message>
            <source>removed</source>
            <translation>已移除</translation>
        </message>
        <message>
            <source>It has never sent a frame here. Check address, port and MN in the device.</source>
            <translation>从未收到它的报文。请检查设备中的服务器地址、端口和 MN。</translation>
        </message>
        <message>
            <source>Removed: its frames count as those of an unregistered number.</source>
            <translation>已移除：它的报文按未登记设备处理。</translation>
        </message>
        <message>
            <source>Its clock is {off}: data stand at wrong times. Set the clock of the device.</source>
            <translation>设备时钟{off}，数据时间因此不准。请校准设备时钟。</translation>
        </message>
        <message>
            <source>right</source>
            <translation>准确</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
        <message>
            <source>{time} fast</source>
            <translation>快{time}</translation>
        </message>
        <message>
            <source>{time} slow</source>
            <translation>慢{time}</translation>
        </message>
        <message>
            <source>No frame of it could be taken yet; the reasons are listed below.</source>
            <translation>它的报文还没有一条能收下，原因见下方。</translation>
        </message>
        <message>
            <source>Nothing for {age}. Check power, network and SIM card of the device.</source>
            <translation>已有{age}没有收到报文。请检查设备的供电、网络和 SIM 卡。</translation>
        </message>
        <message>
            <source>The last frame is {age} old; it used to send every {interval}.</source>
            <translation>最近一条报文是{age}前收到的；它平时每{interval}上传一次。</translation>
        </message>
        <message>
            <source>Sends as usual; the last frame is {age} old.</source>
            <translation>上传正常，最近一条报文是{age}前收到的。</translation>
        </message>
        <message>
            <source>It sends another password than the one set here. Correct it here or in the device.</source>
            <translation>设备上传的口令与此处设置的不一致，报文被拒收。请改正此处或设备中的口令。</translation>
        </message>
        <message>
            <source>It belongs to no station, so its readings have no place. Choose a station.</source>
            <translation>设备没有绑定站点，数据无处存放，报文被拒收。请选择站点。</translation>
        </message>
        <message>
            <source>Its data cannot be decrypted: the SM4 key is missing or another one. Set it here.</source>
            <translation>数据无法解密：SM4 密钥未设置或不一致，报文被拒收。请在此处设置密钥。</translation>
        </message>
        <message>
            <source>{hours}: missing</source>
            <translation>{hours}：缺数</translation>
        </message>
        <message>
            <source>{hours}: there</source>
            <translation>{hours}：有数</translation>
        </message>
        <message>
            <source>surface water</source>
            <translation>地表水</translation>
        </message>
        <message>
            <source>ambient air</source>
            <translation>环境空气</translation>
        </message>
        <message>
            <source>noise</source>
            <translation>噪声</translation>
        </message>
        <message>
            <source>VOC in air</source>
            <translation>VOC 监测</translation>
        </message>
        <message>
            <source>waste gas source</source>
            <translation>废气污染源</translation>
        </message>
        <message>
            <source>waste water source</source>
            <translation>废水污染源</translation>
        </message>
        <message>
            <source>noise source</source>
            <translation>噪声污染源</translation>
        </message>
        <message>
            <source>site dust</source>
            <translation>工地扬尘</translation>
        </message>
        <message>
            <source>electricity meters</source>
            <translation>用电监控</translation>
        </message>
        <message>
            <source>process state</source>
            <translation>生产工况</translation>
        </message>
        <message>
            <source>flue gas process</source>
            <translation>烟气工况</translation>
        </message>
        <message>
            <source>sewage process</source>
            <translation>污水工况</translation>
        </message>
        <message>
            <source>system</source>
            <translation>系统</translation>
        </message>
        <message>
            <source>temperature</source>
            <translation>气温</translation>
        </message>
        <message>
            <source>humidity</source>
            <translation>湿度</translation>
        </message>
        <message>
            <source>air pressure</source>
            <translation>气压</translation>
        </message>
        <message>
            <source>wind speed</source>
            <translation>风速</translation>
        </message>
        <message>
            <source>wind direction</source>
            <translation>风向</translation>
        </message>
        <message>
            <source>not for this login</source>
            <translation>此账号不可见</translation>
        </message>
        <message>
            <source>password</source>
            <translation>口令</translation>
        </message>
        <message>
            <source>none</source>
            <translation>未设置</translation>
        </message>
        <message>
            <source>nothing to judge by</source>
            <translation>暂无法判断</translation>
        </message>
        <message>
            <source>fits</source>
            <translation>合理</translation>
        </message>
        <message>
            <source>looks like {unit}: then {value}</source>
            <translation>像是 {unit}：应为 {value}</translation>
        </message>
        <message>
            <source>impossible, and no other unit explains it</source>
            <translation>数值不可能，换成其他单位也不合理</translation>
        </message>
        <message>
            <source>unusual, and no other unit explains it</source>
            <translation>数值异常，换成其他单位也不合理</translation>
        </message>
        <message>
            <source>far from the neighbours; no other unit explains it</source>
            <translation>与周边站点相差悬殊，换成其他单位也不合理</translation>
        </message>
        <message>
            <source>Middle value {value}, the neighbours have {neighbours}.</source>
            <translation>中位数 {value}，周边站点为 {neighbours}。</translation>
        </message>
        <message>
            <source>Taken in {unit}, the middle value is {value}.</source>
            <translation>按 {unit} 接收，中位数为 {value}。</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>1. {where}
2. Load the list of stations with their numbers: qingkong load stations FILE
3. A number that sends without being registered appears here; one click binds it.</source>
            <translation>1. {where}
2. 导入带设备编号的站点表：qingkong load stations 文件
3. 未登记的设备一上传数据就会出现在这里，点一下即可绑定。</translation>
        </message>
        <message>
            <source>No devices yet</source>
            <translation>还没有设备</translation>
        </message>
        <message>
            <source>Register a device…</source>
            <translation>登记设备…</translation>
        </message>
        <message>
            <source>This console is not listening: start it with a port, or run “qingkong listen”.</source>
            <translation>本程序当前没有接收端口：请带端口启动，或运行“qingkong listen”。</translation>
        </message>
        <message>
            <source>Let the devices send HJ 212 to port {port} of this computer ({host}).</source>
            <translation>让设备按 HJ 212 协议把数据发到本机 {port} 端口（监听地址 {host}）。</translation>
        </message>
        <message>
            <source>Only programs on this computer reach it there; for devices on the network run “qingkong listen --host 0.0.0.0” or the office service.</source>
            <translation>该地址只有本机上的程序能连接；要接收网络上的设备，请运行“qingkong listen --host 0.0.0.0”或大气办服务。</translation>
        </message>
    </context>
    <context>
        <name>DevicesView</name>
        <message>
            <source>List</source>
            <translation>列表</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Station, number, address</source>
            <translation>站点、设备编号、地址</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Register a device…</source>
            <translation>登记设备…</translation>
        </message>
        <message>
            <source>Nothing chosen</source>
            <translation>未选中</translation>
        </message>
        <message>
            <source>In detail</source>
            <translation>详情</translation>
        </message>
    </context>
    <context>
        <name>Dispatch</name>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Deadline</source>
            <translation>时限</translation>
        </message>
    </context>
    <context>
        <name>DispatchScreen</name>
        <message>
            <source>There is no order {number} in this record.</source>
            <translation>库里没有交办单 {number}。</translation>
        </message>
        <message>
            <source>As {role} you send no orders.</source>
            <translation>{role}不能下发交办单。</translation>
        </message>
    </context>
    <context>
        <name>DispatchView</name>
        <message>
            <source>New order</source>
            <translation>新建交办单</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>交办单</translation>
        </message>
        <message>
            <source>No order chosen</source>
            <translation>未选交办单</translation>
        </message>
        <message>
            <source>Choose one in the list to see its life.</source>
            <translation>在列表中选一件，看它的办理过程。</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>交办单详情</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>County</source>
            <translation>县区</translation>
        </message>
        <message>
            <source>Number, matter, unit, site</source>
            <translation>编号、事项、单位、点位</translation>
        </message>
        <message>
            <source>Key / in the list; Esc empties it</source>
            <translation>在列表中按 / 键；Esc 清空</translation>
        </message>
        <message>
            <source>Key {key} in the list</source>
            <translation>在列表中按 {key} 键</translation>
        </message>
        <message>
            <source>No orders yet</source>
            <translation>还没有交办单</translation>
        </message>
        <message>
            <source>Write one here, or begin it from a site in Campaigns or from a station in Duty.</source>
            <translation>在这里写一件，或从“专项”的点位、“值守”的站点发起。</translation>
        </message>
        <message>
            <source>No order in this view</source>
            <translation>这个视图里没有交办单</translation>
        </message>
        <message>
            <source>This order could not be read</source>
            <translation>这件交办单暂时读不出来</translation>
        </message>
        <message>
            <source>It appears here as soon as the database answers.</source>
            <translation>数据库一有应答就会显示在这里。</translation>
        </message>
        <message>
            <source>Paste a reply</source>
            <translation>粘贴群回复</translation>
        </message>
        <message>
            <source>What was copied from the group chat; Ctrl+V in the list</source>
            <translation>粘贴从群里复制的回复；在列表中按 Ctrl+V</translation>
        </message>
    </context>
    <context>
        <name>DueField</name>
        <message>
            <source>Other</source>
            <translation>另定</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>More time limits, working days among them</source>
            <translation>更多时限，含工作日</translation>
        </message>
    </context>
    <context>
        <name>DutyFoot</name>
        <message>
            <source>Hand over…</source>
            <translation>交班…</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>暂不</translation>
        </message>
        <message>
            <source>Say who writes: the log names a person in each line.</source>
            <translation>请写明值班人：日志每一行都要有姓名。</translation>
        </message>
        <message>
            <source>Say who takes over.</source>
            <translation>请写明由谁接班。</translation>
        </message>
        <message>
            <source>Write what happened.</source>
            <translation>请写明发生了什么。</translation>
        </message>
        <message>
            <source>Hand over</source>
            <translation>交班</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>记一笔</translation>
        </message>
        <message>
            <source>Note for the next shift: what to keep an eye on</source>
            <translation>给下一班的话：哪些要盯住</translation>
        </message>
        <message>
            <source>What happened: who was told, who answered</source>
            <translation>发生了什么，通知了谁，谁怎么答复</translation>
        </message>
        <message>
            <source>Who writes</source>
            <translation>值班人</translation>
        </message>
        <message>
            <source>Who takes over</source>
            <translation>接班人</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>to</source>
            <translation>交给</translation>
        </message>
        <message>
            <source>Signed</source>
            <translation>值班人</translation>
        </message>
    </context>
    <context>
        <name>DutyLog</name>
        <message>
            <source>Note</source>
            <translation>记事</translation>
        </message>
        <message>
            <source>Handed over</source>
            <translation>交班</translation>
        </message>
        <message>
            <source>Taken over</source>
            <translation>接班</translation>
        </message>
        <message>
            <source>{open} open, {late} late</source>
            <translation>{open} 件未结，{late} 件逾期</translation>
        </message>
        <message>
            <source>Duty log of {office}, {day}</source>
            <translation>{office}值班日志 {day}</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>What</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>值班人</translation>
        </message>
        <message>
            <source>To whom</source>
            <translation>交给</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>未结</translation>
        </message>
        <message>
            <source>Late</source>
            <translation>逾期</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>内容</translation>
        </message>
    </context>
    <context>
        <name>DutyLogView</name>
        <message>
            <source>Office</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy as a table</source>
            <translation>复制为表格</translation>
        </message>
        <message>
            <source>Duty log</source>
            <translation>值班日志</translation>
        </message>
        <message>
            <source>Late now</source>
            <translation>当前逾期</translation>
        </message>
        <message>
            <source>The day's log as text, for the group chat</source>
            <translation>当天日志的文字，可贴到工作群</translation>
        </message>
        <message>
            <source>The day's log with tabs, for a spreadsheet</source>
            <translation>当天日志的表格，可贴到 Excel、WPS 表格</translation>
        </message>
        <message>
            <source>Day before</source>
            <translation>前一天</translation>
        </message>
        <message>
            <source>Day after</source>
            <translation>后一天</translation>
        </message>
        <message>
            <source>The day before (Alt+Left)</source>
            <translation>前一天（Alt+←）</translation>
        </message>
        <message>
            <source>The day after (Alt+Right)</source>
            <translation>后一天（Alt+→）</translation>
        </message>
        <message>
            <source>Alt+Home</source>
            <translation>Alt+Home</translation>
        </message>
    </context>
    <context>
        <name>DutyPage</name>
        <message>
            <source>{open} open, {late} late</source>
            <translation>{open} 件未结，{late} 件逾期</translation>
        </message>
        <message>
            <source>The log will say how the orders stand now: {counts}. They are listed on the right.</source>
            <translation>交班时记下此刻的交办情况：{counts}，逾期清单在右侧。</translation>
        </message>
        <message>
            <source>There is no office yet</source>
            <translation>还没有单位</translation>
        </message>
        <message>
            <source>Load the divisions first: qingkong init --region</source>
            <translation>请先载入行政区划：qingkong init --region</translation>
        </message>
        <message>
            <source>Nothing written today</source>
            <translation>今天还没有记录</translation>
        </message>
        <message>
            <source>Write below what happened; the next shift reads it here.</source>
            <translation>在下面写明发生了什么，下一班在这里看到。</translation>
        </message>
        <message>
            <source>Nothing was written on this day</source>
            <translation>这一天没有记录</translation>
        </message>
        <message>
            <source>The day's log is on the clipboard.</source>
            <translation>当天日志已复制到剪贴板。</translation>
        </message>
    </context>
    <context>
        <name>DutyScreen</name>
        <message>
            <source>{share} % valid</source>
            <translation>有效率 {share}%</translation>
        </message>
        <message>
            <source>{edition} (forced)</source>
            <translation>{edition}（指定）</translation>
        </message>
        <message>
            <source>Written: {path}</source>
            <translation>已写入：{path}</translation>
        </message>
    </context>
    <context>
        <name>DutyView</name>
        <message>
            <source>No stations yet</source>
            <translation>还没有站点</translation>
        </message>
        <message>
            <source>Load a list with “qingkong load stations FILE”; the tiles appear by themselves.</source>
            <translation>用“qingkong load stations 文件”导入站点表，站点会自动出现。</translation>
        </message>
        <message>
            <source>No readings in this period</source>
            <translation>这段时间没有数据</translation>
        </message>
        <message>
            <source>No readings yet.
Send them to the listener, or load a file with “qingkong load readings FILE”.</source>
            <translation>还没有读数。
让设备发到接收端口，或用“qingkong load readings 文件”导入。</translation>
        </message>
        <message>
            <source>Reading stations …</source>
            <translation>正在读取站点……</translation>
        </message>
        <message>
            <source>AQI</source>
            <translation>AQI</translation>
        </message>
        <message>
            <source>Rise</source>
            <translation>升幅</translation>
        </message>
        <message>
            <source>Age</source>
            <translation>时效</translation>
        </message>
        <message>
            <source>Order of the tiles</source>
            <translation>站点排序</translation>
        </message>
        <message>
            <source>Highest AQI, strongest rise or oldest reading first</source>
            <translation>按 AQI 高低、升幅大小或数据新旧排序</translation>
        </message>
        <message>
            <source>Stations</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>Pollutant</source>
            <translation>污染物</translation>
        </message>
        <message>
            <source>24 h</source>
            <translation>24时</translation>
        </message>
        <message>
            <source>7 d</source>
            <translation>7天</translation>
        </message>
        <message>
            <source>30 d</source>
            <translation>30天</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>时段</translation>
        </message>
        <message>
            <source>Open orders</source>
            <translation>在办交办单</translation>
        </message>
        <message>
            <source>No open orders</source>
            <translation>没有在办交办单</translation>
        </message>
        <message>
            <source>New order</source>
            <translation>新建交办单</translation>
        </message>
        <message>
            <source>For the station that is chosen on the wall</source>
            <translation>为左侧选中的站点新建</translation>
        </message>
        <message>
            <source>Counties</source>
            <translation>县区排名</translation>
        </message>
        <message>
            <source>No county has a value</source>
            <translation>各县区均无数据</translation>
        </message>
        <message>
            <source>What counties are compared by</source>
            <translation>排名指标</translation>
        </message>
        <message>
            <source>1 h</source>
            <translation>1时</translation>
        </message>
        <message>
            <source>6 h</source>
            <translation>6时</translation>
        </message>
        <message>
            <source>72 h</source>
            <translation>72时</translation>
        </message>
        <message>
            <source>1 y</source>
            <translation>1年</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Wall on a second display (Esc closes it)</source>
            <translation>在第二块屏幕上显示监测墙（Esc 关闭）</translation>
        </message>
        <message>
            <source>Wall on a second display</source>
            <translation>第二块屏幕的监测墙</translation>
        </message>
    </context>
    <context>
        <name>Escalation</name>
        <message>
            <source>Escalated: {level}</source>
            <translation>已升级：{level}</translation>
        </message>
        <message>
            <source>penalty {yuan} yuan</source>
            <translation>经济处罚 {yuan} 元</translation>
        </message>
    </context>
    <context>
        <name>EscalationDesk</name>
        <message>
            <source>Late by {duration}: {rung} is proposed ({unit})</source>
            <translation>逾期 {duration}：建议{rung}（{unit}）</translation>
        </message>
        <message>
            <source>To be told: {roles}</source>
            <translation>应告知：{roles}</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
    </context>
    <context>
        <name>EscalationForm</name>
        <message>
            <source>Take up the ladder</source>
            <translation>督办升级</translation>
        </message>
        <message>
            <source>Write it down</source>
            <translation>记入台账</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>暂不</translation>
        </message>
        <message>
            <source>This rung needs the number of its paper.</source>
            <translation>这一级必须写文号。</translation>
        </message>
        <message>
            <source>No amount in yuan: write it like 2000 or 2000.50, or leave it empty.</source>
            <translation>不是金额（元）：请写成 2000 或 2000.50，没有就留空。</translation>
        </message>
        <message>
            <source>To be told: {roles}</source>
            <translation>应告知：{roles}</translation>
        </message>
        <message>
            <source>Needed for this rung</source>
            <translation>这一级必填</translation>
        </message>
        <message>
            <source>If there is one</source>
            <translation>有就填</translation>
        </message>
        <message>
            <source>Rung</source>
            <translation>级别</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>责任人</translation>
        </message>
        <message>
            <source>Document number</source>
            <translation>文号</translation>
        </message>
        <message>
            <source>Penalty in yuan</source>
            <translation>经济处罚（元）</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
    </context>
    <context>
        <name>EvaluationTab</name>
        <message>
            <source>Evaluation</source>
            <translation>评价</translation>
        </message>
        <message>
            <source>With stations</source>
            <translation>显示站点</translation>
        </message>
        <message>
            <source>Both editions</source>
            <translation>新旧标准对照</translation>
        </message>
        <message>
            <source>Old and new standard side by side; what differs is coloured</source>
            <translation>新旧标准并列；不同之处着色</translation>
        </message>
        <message>
            <source>All counties</source>
            <translation>全部区县</translation>
        </message>
        <message>
            <source>{days} sand-dust days marked, counted in</source>
            <translation>已标记沙尘日 {days} 天，未扣除</translation>
        </message>
        <message>
            <source>{days} sand-dust days left out of PM2.5 and PM10</source>
            <translation>PM2.5、PM10已扣除沙尘日 {days} 天</translation>
        </message>
        <message>
            <source>the day is not over</source>
            <translation>当日尚未结束</translation>
        </message>
        <message>
            <source>No stations yet</source>
            <translation>尚无站点</translation>
        </message>
        <message>
            <source>Load a list with “qingkong load stations FILE”; the areas appear by themselves.</source>
            <translation>请用“qingkong load stations 文件”导入站点清单；区域会自动出现。</translation>
        </message>
        <message>
            <source>No days in this period</source>
            <translation>该时段没有日数据</translation>
        </message>
        <message>
            <source>Days are made from the hours by themselves and appear here as they come. If none come, there are no readings: choose another period, or load a file with “qingkong load readings FILE”.</source>
            <translation>日数据由小时数据自动汇总，完成后在此显示。如一直没有，说明没有小时数据：请换一个时段，或用“qingkong load readings 文件”导入。</translation>
        </message>
        <message>
            <source>{days} valid days needed</source>
            <translation>需有效 {days} 天</translation>
        </message>
    </context>
    <context>
        <name>ExchangeDesk</name>
        <message>
            <source>Name the other record first: the office tells its address.</source>
            <translation>请先填写对方库的地址，可向大气办询问。</translation>
        </message>
        <message>
            <source>Working…</source>
            <translation>正在处理…</translation>
        </message>
        <message>
            <source>Connecting to {where}…</source>
            <translation>正在连接 {where}…</translation>
        </message>
    </context>
    <context>
        <name>Facts</name>
        <message>
            <source>Units</source>
            <translation>承办单位</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>发现问题</translation>
        </message>
        <message>
            <source>Required</source>
            <translation>整改要求</translation>
        </message>
        <message>
            <source>Legal basis</source>
            <translation>法律依据</translation>
        </message>
        <message>
            <source>Site</source>
            <translation>点位</translation>
        </message>
        <message>
            <source>Station</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>Campaign</source>
            <translation>专项</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>填写</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>名次</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>联系人</translation>
        </message>
    </context>
    <context>
        <name>Files</name>
        <message>
            <source>not come yet</source>
            <translation>尚未到达</translation>
        </message>
        <message>
            <source>; </source>
            <translation>；</translation>
        </message>
        <message>
            <source>time unknown</source>
            <translation>时间不明</translation>
        </message>
        <message>
            <source>no place in the photo</source>
            <translation>照片中没有位置</translation>
        </message>
        <message>
            <source>the site has no coordinates</source>
            <translation>点位没有坐标</translation>
        </message>
        <message>
            <source>the station has no coordinates</source>
            <translation>站点没有坐标</translation>
        </message>
        <message>
            <source>the matter has no coordinates</source>
            <translation>这件事没有坐标</translation>
        </message>
        <message>
            <source>at the site</source>
            <translation>就在点位</translation>
        </message>
        <message>
            <source>at the station</source>
            <translation>在站点处</translation>
        </message>
        <message>
            <source>at the place</source>
            <translation>在该地点</translation>
        </message>
        <message>
            <source>{distance} {direction} of the site</source>
            <translation>在点位{direction}方 {distance}</translation>
        </message>
        <message>
            <source>{distance} {direction} of the station</source>
            <translation>在站点{direction}方 {distance}</translation>
        </message>
        <message>
            <source>{distance} {direction} of the place</source>
            <translation>在该地点{direction}方 {distance}</translation>
        </message>
        <message>
            <source>taken before the order went out</source>
            <translation>拍摄早于下发</translation>
        </message>
        <message>
            <source>somebody unnamed</source>
            <translation>未署名者</translation>
        </message>
        <message>
            <source>added by {who}</source>
            <translation>{who} 添加</translation>
        </message>
        <message>
            <source>added by {who}, {day}</source>
            <translation>{who} 于 {day} 添加</translation>
        </message>
        <message>
            <source>of the site</source>
            <translation>点位照片</translation>
        </message>
        <message>
            <source>of a check</source>
            <translation>检查照片</translation>
        </message>
        <message>
            <source>of an order</source>
            <translation>交办单附件</translation>
        </message>
        <message>
            <source>of an order's report</source>
            <translation>交办单反馈附件</translation>
        </message>
        <message>
            <source>taken: {time}</source>
            <translation>拍摄时间：{time}</translation>
        </message>
        <message>
            <source>Its bytes are still with another replica; they come with an exchange.</source>
            <translation>文件内容还在另一个副本里，同步后到达。</translation>
        </message>
    </context>
    <context>
        <name>FilesBody</name>
        <message>
            <source>Add files</source>
            <translation>添加文件</translation>
        </message>
        <message>
            <source>From the camera</source>
            <translation>从相机导入</translation>
        </message>
        <message>
            <source>Newest photos of a phone, a camera or a stick</source>
            <translation>手机、相机或 U 盘里最新的照片</translation>
        </message>
        <message>
            <source>Before and after</source>
            <translation>前后对比</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Adding file {number} of {count}</source>
            <translation>正在添加第 {number} 个文件，共 {count} 个</translation>
        </message>
        <message>
            <source>No photos yet. Drop files here, paste a picture, or press “Add files”.</source>
            <translation>还没有照片。可把文件拖到这里、粘贴图片，或点“添加文件”。</translation>
        </message>
    </context>
    <context>
        <name>FilesDesk</name>
        <message>
            <source>{count} files</source>
            <translation>{count} 个文件</translation>
        </message>
        <message>
            <source>pasted {time:%Y-%m-%d %H%M%S}.png</source>
            <translation>粘贴 {time:%Y-%m-%d %H%M%S}.png</translation>
        </message>
        <message>
            <source>Photos and documents</source>
            <translation>照片和文档</translation>
        </message>
        <message>
            <source>Files are still being added to another page; wait until that is done.</source>
            <translation>另一页还在添加文件，请等它完成。</translation>
        </message>
        <message>
            <source>{count} files were not added: you stopped it.</source>
            <translation>已停止，{count} 个文件没有添加。</translation>
        </message>
        <message>
            <source>{name} has not come yet; it comes with the next exchange.</source>
            <translation>{name} 尚未到达，下次同步时会到。</translation>
        </message>
        <message>
            <source>{name} is of a kind that is not opened from here: it could be a program.</source>
            <translation>{name} 的类型不能从这里打开：它可能是程序。</translation>
        </message>
        <message>
            <source>The system has no program for {name}. Save it with another name or install one.</source>
            <translation>系统没有能打开 {name} 的程序，请安装后再试。</translation>
        </message>
        <message>
            <source>{name} was removed from this page. It stays in the record.</source>
            <translation>{name} 已从本页移除，原文件仍留在库中。</translation>
        </message>
        <message>
            <source>Bring it back</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>All right</source>
            <translation>知道了</translation>
        </message>
    </context>
    <context>
        <name>FilterChips</name>
        <message>
            <source>Overdue</source>
            <translation>逾期</translation>
        </message>
        <message>
            <source>With open orders</source>
            <translation>有在办交办单</translation>
        </message>
        <message>
            <source>{filter}
Click to take it away</source>
            <translation>{filter}
单击取消</translation>
        </message>
    </context>
    <context>
        <name>FilterMenu</name>
        <message>
            <source>Overdue only</source>
            <translation>只看逾期</translation>
        </message>
        <message>
            <source>With open orders only</source>
            <translation>只看有在办交办单的</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>正在统计…</translation>
        </message>
        <message>
            <source>Filled in</source>
            <translation>已填写</translation>
        </message>
        <message>
            <source>Not filled in</source>
            <translation>未填写</translation>
        </message>
    </context>
    <context>
        <name>Filters</name>
        <message>
            <source>{count} open</source>
            <translation>在办 {count}</translation>
        </message>
        <message>
            <source>{count} overdue</source>
            <translation>逾期 {count}</translation>
        </message>
        <message>
            <source>All counties</source>
            <translation>全部区县</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>在办</translation>
        </message>
        <message>
            <source>Overdue</source>
            <translation>逾期</translation>
        </message>
        <message>
            <source>To receive</source>
            <translation>待签收</translation>
        </message>
        <message>
            <source>In work</source>
            <translation>整改中</translation>
        </message>
        <message>
            <source>Verify or close</source>
            <translation>待核查销号</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>退回</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>草稿</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>已办结</translation>
        </message>
        <message>
            <source>No order in this view</source>
            <translation>这个视图里没有交办单</translation>
        </message>
        <message>
            <source>Empty the filter, or choose another county or state above.</source>
            <translation>清空筛选，或在上面换一个县区或状态。</translation>
        </message>
        <message>
            <source>Choose another state above.</source>
            <translation>在上面换一个状态。</translation>
        </message>
    </context>
    <context>
        <name>Gaps</name>
        <message>
            <source>7 d</source>
            <translation>7 天</translation>
        </message>
        <message>
            <source>30 d</source>
            <translation>30 天</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>天数</translation>
        </message>
        <message>
            <source>Ask for missing hours</source>
            <translation>补传缺失小时</translation>
        </message>
        <message>
            <source>Devices are not connected to this program; ask where the listener runs.</source>
            <translation>设备没有连到本程序；请在运行接收服务的电脑上补传。</translation>
        </message>
        <message>
            <source>{missing} of {hours} hours are missing</source>
            <translation>{hours} 小时中缺 {missing} 小时</translation>
        </message>
        <message>
            <source>No hour is missing</source>
            <translation>小时数据齐全</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>小时数据</translation>
        </message>
    </context>
    <context>
        <name>GroupBar</name>
        <message>
            <source>Leave it out</source>
            <translation>不记</translation>
        </message>
        <message>
            <source> · {count} more</source>
            <translation> · 还有 {count} 条</translation>
        </message>
        <message>
            <source>From the group: {number} {title}{more}</source>
            <translation>群里回复：{number} {title}{more}</translation>
        </message>
        <message>
            <source>{unit} ({state})</source>
            <translation>{unit}（{state}）</translation>
        </message>
        <message>
            <source> + </source>
            <translation> + </translation>
        </message>
        <message>
            <source>Write down: {step}</source>
            <translation>记为：{step}</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>步骤</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>原话</translation>
        </message>
        <message>
            <source>Words of the reply; its photos can be dropped or pasted here</source>
            <translation>回复的原话；照片可以拖到或粘贴到这里</translation>
        </message>
    </context>
    <context>
        <name>GroupChat</name>
        <message>
            <source>[Order] {number} #{code}</source>
            <translation>【交办单】{number} #{code}</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Matter: {text}</source>
            <translation>事项：{text}</translation>
        </message>
        <message>
            <source>Place: {text}</source>
            <translation>地点：{text}</translation>
        </message>
        <message>
            <source>Found: {text}</source>
            <translation>问题：{text}</translation>
        </message>
        <message>
            <source>Required: {text}</source>
            <translation>要求：{text}</translation>
        </message>
        <message>
            <source>To: {text}</source>
            <translation>承办：{text}</translation>
        </message>
        <message>
            <source>Due: {text}</source>
            <translation>时限：{text}</translation>
        </message>
        <message>
            <source>Please answer “#{code} received / on site / done: how”, with photos.</source>
            <translation>请回复“#{code} 收到 / 已到场 / 已完成：怎么改的”，并附照片。</translation>
        </message>
        <message>
            <source>the order is “{state}” already: kept as a note</source>
            <translation>该单已是“{state}”，只记为备注</translation>
        </message>
    </context>
    <context>
        <name>GroupDesk</name>
        <message>
            <source>{number} is on the clipboard: paste it into the group.</source>
            <translation>{number} 已复制，可粘贴到群里。</translation>
        </message>
        <message>
            <source>The clipboard holds no text. Copy the reply in the group first.</source>
            <translation>剪贴板里没有文字。请先在群里复制回复。</translation>
        </message>
        <message>
            <source>No order of this record has the code {codes}.</source>
            <translation>本库没有短码为 {codes} 的交办单。</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>No order's code stands in the copied text. Copy the reply together with its #code.</source>
            <translation>复制的文字里没有交办单短码。请连同 #短码 一起复制。</translation>
        </message>
        <message>
            <source>Its files are still being read; press again in a moment.</source>
            <translation>文件还在读取，请稍后再按。</translation>
        </message>
    </context>
    <context>
        <name>HandedCard</name>
        <message>
            <source>Take over</source>
            <translation>接班</translation>
        </message>
        <message>
            <source>Say who takes over.</source>
            <translation>请写明由谁接班。</translation>
        </message>
        <message>
            <source>Who takes over</source>
            <translation>接班人</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>{name} handed over to {to_name} at {moment}: {counts}. Waiting for {age}.</source>
            <translation>{name} 交班给 {to_name}（{moment}）：{counts}。已等 {age}，尚未接班。</translation>
        </message>
    </context>
    <context>
        <name>Head</name>
        <message>
            <source>By itself every few minutes</source>
            <translation>每隔几分钟自动同步</translation>
        </message>
        <message>
            <source>Sync now</source>
            <translation>立即同步</translation>
        </message>
        <message>
            <source>Write pack…</source>
            <translation>写数据包…</translation>
        </message>
        <message>
            <source>Read pack…</source>
            <translation>读数据包…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Address of the other record: user@host/name, or a file</source>
            <translation>对方库的地址：用户@主机/库名，或一个文件</translation>
        </message>
        <message>
            <source>Other record</source>
            <translation>对方库</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
        <message>
            <source>Kept until the window closes, never on the disk</source>
            <translation>只保留到窗口关闭，不存入磁盘</translation>
        </message>
        <message>
            <source>While the other record answers; what fails is shown here only</source>
            <translation>对方库连得上时进行；失败只在此处显示</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>All counties</source>
            <translation>全部区县</translation>
        </message>
        <message>
            <source>All stations</source>
            <translation>全部站点</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>时段</translation>
        </message>
        <message>
            <source>Period before</source>
            <translation>上一时段</translation>
        </message>
        <message>
            <source>The period before (Ctrl+Left)</source>
            <translation>上一时段（Ctrl+←）</translation>
        </message>
        <message>
            <source>Period after</source>
            <translation>下一时段</translation>
        </message>
        <message>
            <source>The period after (Ctrl+Right)</source>
            <translation>下一时段（Ctrl+→）</translation>
        </message>
        <message>
            <source>First day</source>
            <translation>起始日期</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>截止日期</translation>
        </message>
        <message>
            <source>County</source>
            <translation>区县</translation>
        </message>
        <message>
            <source>Station</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>Edition</source>
            <translation>标准版本</translation>
        </message>
        <message>
            <source>Edition by date</source>
            <translation>标准按日期</translation>
        </message>
        <message>
            <source>Rules of evaluation; forced, their AQI grades every day</source>
            <translation>评价规范；指定后，每天都按其对应的AQI标准分级</translation>
        </message>
        <message>
            <source>Weights of the index</source>
            <translation>综合指数权重</translation>
        </message>
        <message>
            <source>Without sand dust</source>
            <translation>扣除沙尘</translation>
        </message>
        <message>
            <source>Days that people marked are left out of PM2.5 and PM10; nothing is deleted</source>
            <translation>人工标记的沙尘日不计入PM2.5和PM10；不删除任何数据</translation>
        </message>
        <message>
            <source>Choose files…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>Load profile…</source>
            <translation>载入方案…</translation>
        </message>
        <message>
            <source>Save profile…</source>
            <translation>保存方案…</translation>
        </message>
        <message>
            <source>Load</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Show the refused rows</source>
            <translation>查看拒收的行</translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message>
            <source>Files of readings</source>
            <translation>监测数据文件</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>Load a profile</source>
            <translation>载入导入方案</translation>
        </message>
        <message>
            <source>Save the profile as</source>
            <translation>导入方案另存为</translation>
        </message>
        <message>
            <source>Profiles (*.toml)</source>
            <translation>导入方案 (*.toml)</translation>
        </message>
        <message>
            <source>Tables ({patterns})</source>
            <translation>数据表 ({patterns})</translation>
        </message>
    </context>
    <context>
        <name>ImportScreen</name>
        <message>
            <source>The profile is kept in {path}</source>
            <translation>导入方案已保存到 {path}</translation>
        </message>
    </context>
    <context>
        <name>ImportView</name>
        <message>
            <source>No file chosen</source>
            <translation>尚未选择文件</translation>
        </message>
        <message>
            <source>Drop a file of readings here, or choose one: tables of platforms, stations and devices
(CSV, TSV, Excel), the national platform's files, weather of Open-Meteo.
Nothing is stored before you have seen the first rows and pressed “Load”.</source>
            <translation>把监测数据文件拖到这里，或点击选择：平台、站点、设备导出的表格
（CSV、TSV、Excel），国家平台的数据文件，Open-Meteo 的气象数据。
在您看过前几行并按下“导入”之前，不会写入任何数据。</translation>
        </message>
        <message>
            <source>Choose files…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>First rows</source>
            <translation>前几行</translation>
        </message>
        <message>
            <source>No rows</source>
            <translation>没有数据行</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>表格</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>各列</translation>
        </message>
        <message>
            <source>Values</source>
            <translation>数值</translation>
        </message>
    </context>
    <context>
        <name>Ladder</name>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>交办单</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>责任人</translation>
        </message>
        <message>
            <source>Rung</source>
            <translation>级别</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>文号</translation>
        </message>
        <message>
            <source>Penalty (yuan)</source>
            <translation>经济处罚（元）</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>Written by</source>
            <translation>记录人</translation>
        </message>
        <message>
            <source>Late by</source>
            <translation>逾期</translation>
        </message>
        <message>
            <source>Proposed</source>
            <translation>建议</translation>
        </message>
        <message>
            <source>Taken so far</source>
            <translation>已采取</translation>
        </message>
        <message>
            <source>Matter</source>
            <translation>事项</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>时限</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
    </context>
    <context>
        <name>LateList</name>
        <message>
            <source>Late orders</source>
            <translation>逾期交办单</translation>
        </message>
        <message>
            <source>Nothing is late.</source>
            <translation>没有逾期的交办单。</translation>
        </message>
        <message>
            <source>Late by</source>
            <translation>逾期</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>承办单位</translation>
        </message>
        <message>
            <source>Matter</source>
            <translation>事项</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>编号</translation>
        </message>
    </context>
    <context>
        <name>LeadField</name>
        <message>
            <source>Each unit answers for itself</source>
            <translation>各单位分别负责</translation>
        </message>
        <message>
            <source>{unit} leads, the others support</source>
            <translation>{unit}牵头，其余配合</translation>
        </message>
    </context>
    <context>
        <name>LedgerColumnTable</name>
        <message>
            <source>Columns of the ledger</source>
            <translation>台账的列</translation>
        </message>
        <message>
            <source>What “{name}” is</source>
            <translation>“{name}”的含义</translation>
        </message>
    </context>
    <context>
        <name>LedgerColumnsModel</name>
        <message>
            <source>Column</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Is</source>
            <translation>含义</translation>
        </message>
        <message>
            <source>Guess</source>
            <translation>把握</translation>
        </message>
        <message>
            <source>Examples</source>
            <translation>示例</translation>
        </message>
        <message>
            <source>All rows: {name}</source>
            <translation>整表：{name}</translation>
        </message>
    </context>
    <context>
        <name>LedgerDeeds</name>
        <message>
            <source>Importing…</source>
            <translation>正在导入…</translation>
        </message>
        <message>
            <source>{done} of {total} rows are in</source>
            <translation>已导入 {done} 行，共 {total} 行</translation>
        </message>
        <message>
            <source>Excel workbooks (*.xlsx)</source>
            <translation>Excel 工作簿 (*.xlsx)</translation>
        </message>
        <message>
            <source>Save the refused rows</source>
            <translation>另存退回表</translation>
        </message>
        <message>
            <source>The refused rows stand in {path}. Correct them there and import that file.</source>
            <translation>退回的行已存入 {path}。请在其中改好后再导入该文件。</translation>
        </message>
    </context>
    <context>
        <name>LedgerDesk</name>
        <message>
            <source>Import a ledger</source>
            <translation>导入台账</translation>
        </message>
        <message>
            <source>Choose a ledger, or drop it here</source>
            <translation>选择台账文件，或把文件拖到这里</translation>
        </message>
        <message>
            <source>An Excel workbook (.xlsx) or a table (.csv). Nothing is stored before you say so.</source>
            <translation>支持 Excel 工作簿（.xlsx）或 CSV 表格（.csv）。确认导入之前不会写入任何内容。</translation>
        </message>
        <message>
            <source>{file} · {campaign}</source>
            <translation>{file} · {campaign}</translation>
        </message>
        <message>
            <source>Reading {file} …</source>
            <translation>正在读取 {file} …</translation>
        </message>
        <message>
            <source>The import is still running. Stop it? What is in stays.</source>
            <translation>正在导入。要停止吗？已导入的保留。</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>The columns that you corrected are forgotten. Leave all the same?</source>
            <translation>您更正的各列含义不会保留。仍要离开吗？</translation>
        </message>
        <message>
            <source>Leave</source>
            <translation>离开</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>留下</translation>
        </message>
        <message>
            <source>Choose a ledger</source>
            <translation>选择台账</translation>
        </message>
        <message>
            <source>Ledgers (*.xlsx *.csv)</source>
            <translation>台账 (*.xlsx *.csv)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>This file cannot be imported</source>
            <translation>该文件无法导入</translation>
        </message>
        <message>
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>No sheet was read as a ledger of “{campaign}”</source>
            <translation>没有工作表被当作“{campaign}”台账读取</translation>
        </message>
        <message>
            <source>Import into “{campaign}”</source>
            <translation>导入到“{campaign}”</translation>
        </message>
        <message>
            <source>Reading was stopped</source>
            <translation>已停止读取</translation>
        </message>
        <message>
            <source>Nothing was stored.</source>
            <translation>没有写入任何内容。</translation>
        </message>
        <message>
            <source>Reading the sheets …</source>
            <translation>正在读取工作表…</translation>
        </message>
    </context>
    <context>
        <name>LedgerGoing</name>
        <message>
            <source>Export a workbook to fill in</source>
            <translation>导出填报表</translation>
        </message>
        <message>
            <source>Excel workbooks (*.xlsx)</source>
            <translation>Excel 工作簿 (*.xlsx)</translation>
        </message>
        <message>
            <source>{count} sites stand in {path}.</source>
            <translation>已将 {count} 个点位导出到 {path}。</translation>
        </message>
        <message>
            <source>{sites} sites and {orders} orders to be filled in stand in {path}.</source>
            <translation>已将 {sites} 个点位、{orders} 份交办单导出到填报表 {path}。</translation>
        </message>
        <message>
            <source>Folder for the workbooks: one for each township with sites</source>
            <translation>选择存放填报表的文件夹：有点位的乡镇各一份</translation>
        </message>
        <message>
            <source>No township has a site in this campaign yet: there is nothing to be filled in.</source>
            <translation>本专项还没有任何乡镇有点位，无需填报。</translation>
        </message>
        <message>
            <source>{count} workbooks to be filled in stand in {folder}, one for each township.</source>
            <translation>已向 {folder} 导出 {count} 份填报表，每个乡镇一份。</translation>
        </message>
        <message>
            <source>Export the ledger of all sites</source>
            <translation>导出全部点位的台账</translation>
        </message>
        <message>
            <source>Export the ledger of {count} sites</source>
            <translation>导出 {count} 个点位的台账</translation>
        </message>
    </context>
    <context>
        <name>LedgerPage</name>
        <message>
            <source>Choose a file…</source>
            <translation>选择文件…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Save the refused rows…</source>
            <translation>另存退回表…</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>{name} {count}</source>
            <translation>{name} {count}</translation>
        </message>
        <message>
            <source>Choose a row to read where and why.</source>
            <translation>选中一行，查看位置和原因。</translation>
        </message>
        <message>
            <source>Rows of the ledger</source>
            <translation>台账的行</translation>
        </message>
        <message>
            <source>No such rows</source>
            <translation>没有这类行</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>各列含义</translation>
        </message>
        <message>
            <source>What would come in</source>
            <translation>将导入的内容</translation>
        </message>
        <message>
            <source>new</source>
            <translation>新增</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>修改</translation>
        </message>
        <message>
            <source>the same</source>
            <translation>相同</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>退回</translation>
        </message>
        <message>
            <source>sure</source>
            <translation>确定</translation>
        </message>
        <message>
            <source>likely</source>
            <translation>很可能</translation>
        </message>
        <message>
            <source>doubtful</source>
            <translation>存疑</translation>
        </message>
        <message>
            <source>not used</source>
            <translation>未采用</translation>
        </message>
        <message>
            <source>into the note</source>
            <translation>并入备注</translation>
        </message>
        <message>
            <source>leave out</source>
            <translation>不导入</translation>
        </message>
        <message>
            <source>village</source>
            <translation>村</translation>
        </message>
        <message>
            <source>county</source>
            <translation>县</translation>
        </message>
        <message>
            <source>person and phone in one cell</source>
            <translation>责任人和电话同格</translation>
        </message>
        <message>
            <source>check: {item}</source>
            <translation>检查项：{item}</translation>
        </message>
        <message>
            <source>Import: {new} new, {changed} changed, {refused} refused</source>
            <translation>导入：新增 {new}、修改 {changed}，退回 {refused}</translation>
        </message>
        <message>
            <source>Nothing can be imported: every row that differs from the record is refused. Correct the columns on the left, or the file, and choose it again.</source>
            <translation>没有可导入的内容：与记录不同的行都被退回。请在左侧更正各列含义，或改好文件后重新选择。</translation>
        </message>
        <message>
            <source>Nothing can be imported: below the header the file has no rows.</source>
            <translation>没有可导入的内容：文件表头下面没有数据行。</translation>
        </message>
        <message>
            <source>Nothing to be done: the record has all of it already.</source>
            <translation>无需导入：台账内容与记录完全一致。</translation>
        </message>
        <message>
            <source>Replies to orders: {new} new, {same} known, {refused} refused</source>
            <translation>交办单反馈：新增 {new}、已有 {same}、退回 {refused}</translation>
        </message>
        <message>
            <source>{number} (row {line}): {reason}</source>
            <translation>{number}（第 {line} 行）：{reason}</translation>
        </message>
        <message>
            <source>Imported: {new} new, {changed} changed; {refused} refused.</source>
            <translation>已导入：新增 {new}、修改 {changed}；退回 {refused}。</translation>
        </message>
        <message>
            <source>Replies to orders: {taken} taken, {refused} refused.</source>
            <translation>交办单反馈：收入 {taken} 条，退回 {refused} 条。</translation>
        </message>
        <message>
            <source>Stopped: {left} rows were not reached; what is in stays. Choose the file again to go on, or undo.</source>
            <translation>已停止：还有 {left} 行没有导入，已导入的保留。要继续请重新选择该文件，要取消请点“撤销”。</translation>
        </message>
        <message>
            <source>Guess anew</source>
            <translation>重新识别</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>缺少</translation>
        </message>
        <message>
            <source>from the title, for every row; another can be chosen</source>
            <translation>取自标题，适用于每一行；可另选</translation>
        </message>
        <message>
            <source>no column gives it: choose it for every row, or name its column</source>
            <translation>没有这一列：请为所有行统一选定，或指明是哪一列</translation>
        </message>
        <message>
            <source>no column gives it: name its column, or add one to the file</source>
            <translation>没有这一列：请指明是哪一列，或在文件中补上</translation>
        </message>
        <message>
            <source>our own form</source>
            <translation>本程序导出的表</translation>
        </message>
        <message>
            <source>as in an earlier ledger of this form</source>
            <translation>沿用以前同样表头的台账</translation>
        </message>
        <message>
            <source>proposed; choose another where it is wrong</source>
            <translation>程序识别，有误请改选</translation>
        </message>
        <message>
            <source>To read one all the same, tick it under “Sheets”.</source>
            <translation>如仍要读取，请在“工作表”中勾选。</translation>
        </message>
        <message>
            <source>No sites: {rows}</source>
            <translation>不是点位的行：{rows}</translation>
        </message>
        <message>
            <source>row {line} “{text}”</source>
            <translation>第 {line} 行“{text}”</translation>
        </message>
        <message>
            <source>and {count} more</source>
            <translation>另 {count} 行</translation>
        </message>
        <message>
            <source>Sheet “{sheet}”: {reason}</source>
            <translation>工作表“{sheet}”：{reason}</translation>
        </message>
        <message>
            <source>Taken back: {count} sites.</source>
            <translation>已撤销 {count} 个点位的导入。</translation>
        </message>
        <message>
            <source>Left as they are, because somebody went on with them: {codes}</source>
            <translation>以下点位此后又有人改动，未撤销：{codes}</translation>
        </message>
        <message>
            <source>Replies to orders stay.</source>
            <translation>交办单反馈不撤销。</translation>
        </message>
        <message>
            <source>A ledger has a row of headings, a name and a township among them. Is it the right file?</source>
            <translation>台账应有一行表头，至少含名称和乡镇。请核对是否选对了文件。</translation>
        </message>
    </context>
    <context>
        <name>LedgerRowsModel</name>
        <message>
            <source>Fate</source>
            <translation>处理</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>行</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>{sheet}, row {line}</source>
            <translation>{sheet} 第 {line} 行</translation>
        </message>
        <message>
            <source>{where}: {reason}. Correct it in the file, or the column on the left.</source>
            <translation>{where}：{reason}。请在文件中改正，或更正左侧该列的含义。</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>{where}, with a check of {day}</source>
            <translation>{where}，带 {day} 的检查结果</translation>
        </message>
    </context>
    <context>
        <name>ListFoot</name>
        <message>
            <source>{shown} of {total} sites shown · type to filter, Enter opens, Space selects</source>
            <translation>共 {total} 个点位，显示 {shown} 个 · 直接输入即筛选，回车打开，空格选中</translation>
        </message>
        <message>
            <source>{count} selected</source>
            <translation>已选 {count} 个</translation>
        </message>
        <message>
            <source>{title}: sum {sum}, mean {mean}</source>
            <translation>{title}：合计 {sum}，平均 {mean}</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>批量修改…</translation>
        </message>
        <message>
            <source>Change a field of all selected sites (Ctrl+E)</source>
            <translation>修改所有选中点位的某一项（Ctrl+E）</translation>
        </message>
    </context>
    <context>
        <name>ListRanges</name>
        <message>
            <source>Before today</source>
            <translation>今天以前</translation>
        </message>
        <message>
            <source>Last 7 days</source>
            <translation>前 7 天</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>Next 7 days</source>
            <translation>未来 7 天</translation>
        </message>
        <message>
            <source>This month</source>
            <translation>本月</translation>
        </message>
        <message>
            <source>{title}: {what}</source>
            <translation>{title}：{what}</translation>
        </message>
    </context>
    <context>
        <name>Listing</name>
        <message>
            <source>closed / total, overdue in red</source>
            <translation>销号/总数，红字为逾期</translation>
        </message>
        <message>
            <source>{count} sites belong to campaigns whose definition cannot be read</source>
            <translation>{count} 个点位所属专项的定义文件无法读取</translation>
        </message>
        <message>
            <source>{total} sites</source>
            <translation>{total} 个点位</translation>
        </message>
        <message>
            <source>{shown} of {total} sites</source>
            <translation>{total} 个点位中的 {shown} 个</translation>
        </message>
        <message>
            <source>{count} withdrawn</source>
            <translation>{count} 个已撤出</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>no room for: {columns}</source>
            <translation>放不下：{columns}</translation>
        </message>
        <message>
            <source>Mend the files in resources/campaigns and start the program again.</source>
            <translation>请修正 resources/campaigns 中的文件后重新启动。</translation>
        </message>
        <message>
            <source>No campaign could be read</source>
            <translation>没有可用的专项定义</translation>
        </message>
        <message>
            <source>No sites in {campaign} yet</source>
            <translation>{campaign}还没有点位</translation>
        </message>
        <message>
            <source>Add the first site</source>
            <translation>登记第一个点位</translation>
        </message>
        <message>
            <source>The filter hides all {count} sites of this campaign.</source>
            <translation>筛选条件隐藏了全部 {count} 个点位。</translation>
        </message>
        <message>
            <source>No site matches</source>
            <translation>没有符合条件的点位</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>清除筛选</translation>
        </message>
        <message>
            <source>This view also asks for what the campaign has no more: {columns}</source>
            <translation>该视图还用到本专项已没有的项：{columns}</translation>
        </message>
        <message>
            <source>Import a ledger…</source>
            <translation>导入台账…</translation>
        </message>
    </context>
    <context>
        <name>Lists</name>
        <message>
            <source>AQI</source>
            <translation>AQI</translation>
        </message>
        <message>
            <source>{count} open</source>
            <translation>在办 {count}</translation>
        </message>
        <message>
            <source>{count} overdue</source>
            <translation>逾期 {count}</translation>
        </message>
    </context>
    <context>
        <name>LiveChart</name>
        <message>
            <source>Chart over time</source>
            <translation>时间曲线图</translation>
        </message>
    </context>
    <context>
        <name>LookMenu</name>
        <message>
            <source>Group by</source>
            <translation>分组</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>不对比</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>显示的列</translation>
        </message>
        <message>
            <source>The usual ones</source>
            <translation>恢复默认</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Qingkong Console</source>
            <translation>晴空调度台</translation>
        </message>
        <message>
            <source>Duty</source>
            <translation>值守</translation>
        </message>
        <message>
            <source>Campaigns</source>
            <translation>专项</translation>
        </message>
        <message>
            <source>Dispatch</source>
            <translation>调度</translation>
        </message>
        <message>
            <source>Opening the record…</source>
            <translation>正在打开数据库……</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>全屏</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Projection</source>
            <translation>投影</translation>
        </message>
        <message>
            <source>Sync</source>
            <translation>同步</translation>
        </message>
        <message>
            <source>Air</source>
            <translation>空气</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入</translation>
        </message>
    </context>
    <context>
        <name>Many</name>
        <message>
            <source>{step}: {count} orders.</source>
            <translation>{step} {count} 件。</translation>
        </message>
        <message>
            <source>{count} stayed as they are:</source>
            <translation>{count} 件未办：</translation>
        </message>
    </context>
    <context>
        <name>ManyBar</name>
        <message>
            <source>Note for all of them</source>
            <translation>一并写的说明</translation>
        </message>
        <message>
            <source>{count} chosen</source>
            <translation>已选 {count} 件</translation>
        </message>
        <message>
            <source>{step} ({count})</source>
            <translation>{step}（{count}）</translation>
        </message>
        <message>
            <source>Say in a sentence what was done: it stands in each of them.</source>
            <translation>请写一句说明，会记入每一件。</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>打印</translation>
        </message>
        <message>
            <source>List for signing…</source>
            <translation>签收表…</translation>
        </message>
        <message>
            <source>A note in each, and a text for the group on the clipboard; key U</source>
            <translation>每件记一条催办，并把发群的文字放进剪贴板；快捷键 U</translation>
        </message>
        <message>
            <source>Remind ({count})</source>
            <translation>催办（{count}）</translation>
        </message>
    </context>
    <context>
        <name>MatrixModel</name>
        <message>
            <source>Open</source>
            <translation>未销号</translation>
        </message>
        <message>
            <source>{done} of {total} closed, {late} overdue</source>
            <translation>{total} 个中已销号 {done} 个，逾期 {late} 个</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Sites: {figure}</source>
            <translation>点位：{figure}</translation>
        </message>
        <message>
            <source>In hand: {figure}</source>
            <translation>整改中：{figure}</translation>
        </message>
        <message>
            <source>Closed: {figure}</source>
            <translation>已销号：{figure}</translation>
        </message>
        <message>
            <source>Overdue: {figure}</source>
            <translation>逾期：{figure}</translation>
        </message>
        <message>
            <source>Newly found: {figure}</source>
            <translation>新增：{figure}</translation>
        </message>
    </context>
    <context>
        <name>MatrixPanel</name>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>In hand</source>
            <translation>整改中</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>销号</translation>
        </message>
        <message>
            <source>Overdue</source>
            <translation>逾期</translation>
        </message>
        <message>
            <source>New</source>
            <translation>新增</translation>
        </message>
        <message>
            <source>Back to the level above</source>
            <translation>返回上一级</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Messages</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>{count} more messages</source>
            <translation>还有 {count} 条消息</translation>
        </message>
    </context>
    <context>
        <name>NewOrders</name>
        <message>
            <source>Order {number} was dispatched</source>
            <translation>交办单 {number} 已下发</translation>
        </message>
        <message>
            <source>Draft {number} was saved</source>
            <translation>草稿 {number} 已保存</translation>
        </message>
    </context>
    <context>
        <name>NewPasswordDialog</name>
        <message>
            <source>Change password</source>
            <translation>修改密码</translation>
        </message>
        <message>
            <source>Password so far</source>
            <translation>原密码</translation>
        </message>
        <message>
            <source>New password, 8 characters at least</source>
            <translation>新密码，至少 8 个字符</translation>
        </message>
        <message>
            <source>Once more</source>
            <translation>再输一遍</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>修改</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>The two are not the same.</source>
            <translation>两次输入不一致。</translation>
        </message>
        <message>
            <source>Your password is changed.</source>
            <translation>密码已修改。</translation>
        </message>
    </context>
    <context>
        <name>NewTaskForm</name>
        <message>
            <source>New order</source>
            <translation>新建交办单</translation>
        </message>
        <message>
            <source>Say in a few words what the matter is.</source>
            <translation>请用几个字写明事项。</translation>
        </message>
        <message>
            <source>Tick at least one receiving unit.</source>
            <translation>请至少勾选一个承办单位。</translation>
        </message>
        <message>
            <source>This moment has passed. Choose a later one.</source>
            <translation>这个时间已经过了，请选更晚的时间。</translation>
        </message>
        <message>
            <source>Write longitude and latitude like 114.68, 36.44.</source>
            <translation>请写成“经度, 纬度”，例如 114.68, 36.44。</translation>
        </message>
    </context>
    <context>
        <name>NewTaskView</name>
        <message>
            <source>Dispatch</source>
            <translation>下发</translation>
        </message>
        <message>
            <source>Save as draft</source>
            <translation>存为草稿</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>What was typed is kept</source>
            <translation>填写的内容会保留</translation>
        </message>
        <message>
            <source>Start over</source>
            <translation>清空重写</translation>
        </message>
        <message>
            <source>No campaign</source>
            <translation>不属于专项</translation>
        </message>
        <message>
            <source>Matter</source>
            <translation>事项</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>地点</translation>
        </message>
        <message>
            <source>Receiving units</source>
            <translation>承办单位</translation>
        </message>
        <message>
            <source>Deadline</source>
            <translation>时限</translation>
        </message>
        <message>
            <source>Campaign</source>
            <translation>专项</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>发现问题</translation>
        </message>
        <message>
            <source>Required</source>
            <translation>整改要求</translation>
        </message>
        <message>
            <source>Legal basis</source>
            <translation>法律依据</translation>
        </message>
        <message>
            <source>Road, crossing, village</source>
            <translation>道路、路口、村名</translation>
        </message>
        <message>
            <source>Name and telephone</source>
            <translation>姓名、电话</translation>
        </message>
        <message>
            <source>Longitude, latitude</source>
            <translation>经度，纬度</translation>
        </message>
        <message>
            <source>Lead</source>
            <translation>牵头</translation>
        </message>
        <message>
            <source>Other time limits</source>
            <translation>其他时限</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>联系人</translation>
        </message>
    </context>
    <context>
        <name>OrderFiles</name>
        <message>
            <source>Photos and documents</source>
            <translation>照片和文档</translation>
        </message>
        <message>
            <source>None yet: drop files here, or paste them in the list.</source>
            <translation>还没有：把文件拖到这里，或在列表里粘贴。</translation>
        </message>
    </context>
    <context>
        <name>OrderFilesDesk</name>
        <message>
            <source>Photo {at}, {away}</source>
            <translation>照片 {at}，{away}</translation>
        </message>
    </context>
    <context>
        <name>OtherValue</name>
        <message>
            <source>Take this value</source>
            <translation>采用此值</translation>
        </message>
        <message>
            <source>Another value</source>
            <translation>另定一个值</translation>
        </message>
    </context>
    <context>
        <name>Overview</name>
        <message>
            <source>New order</source>
            <translation>新建交办单</translation>
        </message>
        <message>
            <source>New site</source>
            <translation>登记点位</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Filter: name, code, unit, person, pinyin</source>
            <translation>筛选：名称、编号、单位、责任人、拼音</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>清除筛选</translation>
        </message>
        <message>
            <source>View</source>
            <translation>视图</translation>
        </message>
        <message>
            <source>Show all units</source>
            <translation>显示全部单位</translation>
        </message>
        <message>
            <source>Columns and groups</source>
            <translation>显示哪些列、按什么分组</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
    </context>
    <context>
        <name>PackDialog</name>
        <message>
            <source>Write the pack to</source>
            <translation>数据包写到</translation>
        </message>
        <message>
            <source>Read a pack</source>
            <translation>读取数据包</translation>
        </message>
        <message>
            <source>Packs (*.qkpack)</source>
            <translation>数据包 (*.qkpack)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
    </context>
    <context>
        <name>PackForm</name>
        <message>
            <source>With photos and documents</source>
            <translation>附带照片和文件</translation>
        </message>
        <message>
            <source>For</source>
            <translation>给谁</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>附件</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>口令</translation>
        </message>
        <message>
            <source>Empty: not encrypted. A lost stick can then be read by anybody.</source>
            <translation>留空则不加密：U 盘丢失后任何人都能读取。</translation>
        </message>
        <message>
            <source>Passphrase again</source>
            <translation>再输一遍口令</translation>
        </message>
        <message>
            <source>Choose a place and write…</source>
            <translation>选择位置并写入…</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Anybody</source>
            <translation>任何副本</translation>
        </message>
        <message>
            <source>The two are not alike. Type the passphrase again.</source>
            <translation>两次输入不一致，请重新输入口令。</translation>
        </message>
        <message>
            <source>Write a pack</source>
            <translation>写数据包</translation>
        </message>
        <message>
            <source>A file for a stick with what the other record lacks and what is confirmed to it.</source>
            <translation>一个可放进 U 盘的文件，装着对方缺少的更改，以及对它的确认。</translation>
        </message>
    </context>
    <context>
        <name>PageDots</name>
        <message>
            <source>Page {page} of {count}</source>
            <translation>第 {page} 页，共 {count} 页</translation>
        </message>
        <message>
            <source>{page}, held</source>
            <translation>{page}，已暂停翻页</translation>
        </message>
        <message>
            <source>held</source>
            <translation>已暂停</translation>
        </message>
    </context>
    <context>
        <name>PageHead</name>
        <message>
            <source>Back (Esc)</source>
            <translation>返回（Esc）</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
    </context>
    <context>
        <name>PagedWall</name>
        <message>
            <source>Wall of stations, turning pages</source>
            <translation>站点大屏，自动翻页</translation>
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message>
            <source>Page</source>
            <translation>页面</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>交办</translation>
        </message>
        <message>
            <source>Duty log</source>
            <translation>值班日志</translation>
        </message>
        <message>
            <source>Accountability</source>
            <translation>追责台账</translation>
        </message>
        <message>
            <source>Alt+1, Alt+2 … choose a page</source>
            <translation>Alt+1、Alt+2…… 切换页面</translation>
        </message>
    </context>
    <context>
        <name>PairingDesk</name>
        <message>
            <source>Saved who answers.</source>
            <translation>包联责任已保存。</translation>
        </message>
    </context>
    <context>
        <name>PairingEditor</name>
        <message>
            <source>Who answers</source>
            <translation>包联责任</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Office held</source>
            <translation>职务</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>撤下</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>All its sites in {campaign}</source>
            <translation>{campaign}全部点位</translation>
        </message>
        <message>
            <source>This site only</source>
            <translation>仅本点位</translation>
        </message>
        <message>
            <source>All its sites</source>
            <translation>所有专项全部点位</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>For what</source>
            <translation>包联范围</translation>
        </message>
    </context>
    <context>
        <name>Papers</name>
        <message>
            <source>Order sheet</source>
            <translation>交办单</translation>
        </message>
        <message>
            <source>Return sheet</source>
            <translation>退回单</translation>
        </message>
        <message>
            <source>List for signing</source>
            <translation>签收表</translation>
        </message>
        <message>
            <source>{paper} was written: {file}</source>
            <translation>{paper}已保存：{file}</translation>
        </message>
        <message>
            <source>Preview and print…</source>
            <translation>预览并打印…</translation>
        </message>
        <message>
            <source>Save as DOCX…</source>
            <translation>存为 DOCX…</translation>
        </message>
        <message>
            <source>Save as PDF…</source>
            <translation>存为 PDF…</translation>
        </message>
        <message>
            <source>Save {paper}</source>
            <translation>保存{paper}</translation>
        </message>
    </context>
    <context>
        <name>Parts</name>
        <message>
            <source>due {moment}</source>
            <translation>时限 {moment}</translation>
        </message>
        <message>
            <source>clocks paused since {moment}</source>
            <translation>{moment} 起计时暂停</translation>
        </message>
        <message>
            <source>asks for time until {moment}</source>
            <translation>申请延期至 {moment}</translation>
        </message>
        <message>
            <source>receive by {moment}</source>
            <translation>{moment} 前签收</translation>
        </message>
        <message>
            <source>on site by {moment}</source>
            <translation>{moment} 前到场</translation>
        </message>
        <message>
            <source>verify by {moment}</source>
            <translation>{moment} 前核查</translation>
        </message>
    </context>
    <context>
        <name>PassphraseForm</name>
        <message>
            <source>Passphrase</source>
            <translation>口令</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Type the passphrase that the pack was written with.</source>
            <translation>请输入写这个数据包时所用的口令。</translation>
        </message>
        <message>
            <source>This pack is encrypted</source>
            <translation>此数据包已加密</translation>
        </message>
    </context>
    <context>
        <name>PeriodDialog</name>
        <message>
            <source>Free period</source>
            <translation>自选时段</translation>
        </message>
        <message>
            <source>From</source>
            <translation>从</translation>
        </message>
        <message>
            <source>To</source>
            <translation>到</translation>
        </message>
    </context>
    <context>
        <name>PhotoPanel</name>
        <message>
            <source>Photos and documents</source>
            <translation>照片和文档</translation>
        </message>
    </context>
    <context>
        <name>PhotoStrip</name>
        <message>
            <source>Photos and documents</source>
            <translation>照片和文档</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Paste</source>
            <translation>粘贴</translation>
        </message>
        <message>
            <source>Cannot be shown</source>
            <translation>无法显示</translation>
        </message>
    </context>
    <context>
        <name>PhotoView</name>
        <message>
            <source>Side by side</source>
            <translation>并排对比</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>适合窗口</translation>
        </message>
        <message>
            <source>Back (Esc)</source>
            <translation>返回（Esc）</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Photo before</source>
            <translation>上一张</translation>
        </message>
        <message>
            <source>Next photo</source>
            <translation>下一张</translation>
        </message>
        <message>
            <source>{number} of {count}</source>
            <translation>第 {number} 张，共 {count} 张</translation>
        </message>
    </context>
    <context>
        <name>PlacePanel</name>
        <message>
            <source>Place</source>
            <translation>位置</translation>
        </message>
        <message>
            <source>No coordinates yet</source>
            <translation>还没有坐标</translation>
        </message>
        <message>
            <source>With longitude and latitude the page shows the nearest station and the rings.</source>
            <translation>填上经度和纬度后，这里会显示最近站点和所在的圈。</translation>
        </message>
        <message>
            <source>Enter them</source>
            <translation>填写坐标</translation>
        </message>
    </context>
    <context>
        <name>Presence</name>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>At work on this: {people} and {count} others</source>
            <translation>{people}和另外 {count} 人正在处理</translation>
        </message>
        <message>
            <source>At work on this: {people}</source>
            <translation>{people}正在处理</translation>
        </message>
    </context>
    <context>
        <name>PreviewDialog</name>
        <message>
            <source>Print…</source>
            <translation>打印…</translation>
        </message>
        <message>
            <source>Page {page} of {count}</source>
            <translation>第 {page} 页，共 {count} 页</translation>
        </message>
        <message>
            <source>Previous page</source>
            <translation>上一页</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>下一页</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Whole page</source>
            <translation>整页</translation>
        </message>
    </context>
    <context>
        <name>PreviewModel</name>
        <message>
            <source>Line</source>
            <translation>行号</translation>
        </message>
        <message>
            <source>Time, as understood</source>
            <translation>识别出的时间</translation>
        </message>
        <message>
            <source>{station}: {field} flagged {letter}, no value</source>
            <translation>{station}：{field} 带标识 {letter}，不取值</translation>
        </message>
        <message>
            <source>{station}: {field} {value} {unit}</source>
            <translation>{station}：{field} {value} {unit}</translation>
        </message>
    </context>
    <context>
        <name>ProfileChart</name>
        <message>
            <source>Profile of the day</source>
            <translation>日变化曲线</translation>
        </message>
        <message>
            <source>Mo</source>
            <translation>一</translation>
        </message>
        <message>
            <source>Tu</source>
            <translation>二</translation>
        </message>
        <message>
            <source>We</source>
            <translation>三</translation>
        </message>
        <message>
            <source>Th</source>
            <translation>四</translation>
        </message>
        <message>
            <source>Fr</source>
            <translation>五</translation>
        </message>
        <message>
            <source>Sa</source>
            <translation>六</translation>
        </message>
        <message>
            <source>Su</source>
            <translation>日</translation>
        </message>
        <message>
            <source>Profile of the week</source>
            <translation>周变化曲线</translation>
        </message>
    </context>
    <context>
        <name>ProfilePlot</name>
        <message>
            <source>On {weekday}</source>
            <translation>周{weekday}</translation>
        </message>
    </context>
    <context>
        <name>ProfilesTab</name>
        <message>
            <source>Profiles</source>
            <translation>规律</translation>
        </message>
        <message>
            <source>Pollutant</source>
            <translation>污染物</translation>
        </message>
        <message>
            <source>With last year</source>
            <translation>对比去年</translation>
        </message>
        <message>
            <source>Stations</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>the last {days} days of the period</source>
            <translation>该时段的最后 {days} 天</translation>
        </message>
        <message>
            <source>median and middle half of the hours; hours ruled out by people are left out</source>
            <translation>小时值的中位数与25%～75%区间；人工确认有误的小时已排除</translation>
        </message>
        <message>
            <source>At most {count} stations at once. Take one off first.</source>
            <translation>最多同时显示 {count} 个站点，请先取消一个。</translation>
        </message>
        <message>
            <source>{station} last year</source>
            <translation>{station} 去年</translation>
        </message>
    </context>
    <context>
        <name>Program</name>
        <message>
            <source>The record cannot be opened</source>
            <translation>数据库打不开</translation>
        </message>
        <message>
            <source>The language changes at the next start.</source>
            <translation>语言将在下次启动时切换。</translation>
        </message>
        <message>
            <source>Demo · Beijing 2015-12 readings, CC BY 4.0</source>
            <translation>演示数据 · 北京12站 2015-12 · CC BY 4.0</translation>
        </message>
    </context>
    <context>
        <name>ProposalLine</name>
        <message>
            <source>{rung}…</source>
            <translation>{rung}…</translation>
        </message>
    </context>
    <context>
        <name>QualityDetail</name>
        <message>
            <source>No readings around these hours</source>
            <translation>前后没有数据</translation>
        </message>
        <message>
            <source>Reason, kept in the log</source>
            <translation>理由，记入日志</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>理由</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>确认有误</translation>
        </message>
        <message>
            <source>The hours are wrong and leave every statistic; readings stay (Alt+C)</source>
            <translation>这些小时数据有误，不计入任何统计；原始数据保留（Alt+C）</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>排除疑点</translation>
        </message>
        <message>
            <source>The hours are right and stay in every statistic (Alt+D)</source>
            <translation>这些小时数据无误，照常计入统计（Alt+D）</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>撤回</translation>
        </message>
        <message>
            <source>Nobody has ruled on it any more; the log keeps what was said</source>
            <translation>恢复为待判定；日志中保留原来的意见</translation>
        </message>
        <message>
            <source>Said before</source>
            <translation>以往意见</translation>
        </message>
    </context>
    <context>
        <name>QualityTab</name>
        <message>
            <source>Data quality</source>
            <translation>数据质量</translation>
        </message>
        <message>
            <source>Findings</source>
            <translation>疑点</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>All kinds</source>
            <translation>全部类型</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>All states</source>
            <translation>全部状态</translation>
        </message>
        <message>
            <source>Nothing with this state and kind</source>
            <translation>没有这种状态和类型的疑点</translation>
        </message>
        <message>
            <source>Choose others above.</source>
            <translation>请在上方另选。</translation>
        </message>
        <message>
            <source>Nothing looks wrong in this period</source>
            <translation>该时段没有疑点</translation>
        </message>
        <message>
            <source>Hours are looked through as they come; what looks wrong is listed, never deleted.</source>
            <translation>小时数据到达后自动检查；疑点列在这里，不会删除数据。</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>Screens</source>
            <translation>界面</translation>
        </message>
    </context>
    <context>
        <name>RangeBox</name>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>The first is greater than the second.</source>
            <translation>起点大于终点。</translation>
        </message>
        <message>
            <source>Contains</source>
            <translation>包含</translation>
        </message>
        <message>
            <source>2020-03-19</source>
            <translation>2020-03-19</translation>
        </message>
        <message>
            <source>From</source>
            <translation>从</translation>
        </message>
        <message>
            <source>to</source>
            <translation>到</translation>
        </message>
    </context>
    <context>
        <name>Ranking</name>
        <message>
            <source>County</source>
            <translation>县区</translation>
        </message>
        <message>
            <source>Mean {unit}</source>
            <translation>均值 {unit}</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>级别</translation>
        </message>
        <message>
            <source>Stations</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>Without county</source>
            <translation>未归区县</translation>
        </message>
        <message>
            <source>no data</source>
            <translation>无数据</translation>
        </message>
    </context>
    <context>
        <name>RankingList</name>
        <message>
            <source>Ranking</source>
            <translation>排名</translation>
        </message>
        <message>
            <source>{movement} places</source>
            <translation>名次变化 {movement}</translation>
        </message>
    </context>
    <context>
        <name>RankingTab</name>
        <message>
            <source>Ranking</source>
            <translation>排名</translation>
        </message>
        <message>
            <source>Counties</source>
            <translation>区县</translation>
        </message>
        <message>
            <source>Townships</source>
            <translation>乡镇</translation>
        </message>
        <message>
            <source>Stations</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>What is ranked</source>
            <translation>排名对象</translation>
        </message>
        <message>
            <source>Nothing to rank: no such place has a station.</source>
            <translation>没有可排名的对象：这一级没有站点。</translation>
        </message>
        <message>
            <source>the rule ranks whole months</source>
            <translation>该办法按整月排名</translation>
        </message>
        <message>
            <source>the day is not over</source>
            <translation>当日尚未结束</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>排名办法</translation>
        </message>
        <message>
            <source>List</source>
            <translation>榜单</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>分组</translation>
        </message>
    </context>
    <context>
        <name>RefusedDialog</name>
        <message>
            <source>Refused input</source>
            <translation>拒收的数据</translation>
        </message>
        <message>
            <source>Nothing was refused</source>
            <translation>没有拒收的数据</translation>
        </message>
        <message>
            <source>Copy rows</source>
            <translation>复制</translation>
        </message>
    </context>
    <context>
        <name>RefusedModel</name>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>What</source>
            <translation>内容</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>收到的原文</translation>
        </message>
    </context>
    <context>
        <name>Reminding</name>
        <message>
            <source>Reminder: {state}, {clock}</source>
            <translation>催办：{state}，{clock}</translation>
        </message>
        <message>
            <source>[Reminder] {count} orders wait for you:</source>
            <translation>【催办】以下 {count} 件请抓紧办理：</translation>
        </message>
        <message>
            <source>{unit}: {title}, {state}, {clock} {number} #{code}</source>
            <translation>{unit}：{title}，{state}，{clock} {number} #{code}</translation>
        </message>
        <message>
            <source>Answer with the #code of your order.</source>
            <translation>回复时请带上该件的 # 短码。</translation>
        </message>
        <message>
            <source>{count} reminded; the text for the group is on the clipboard.</source>
            <translation>已催办 {count} 件，发群的文字在剪贴板里。</translation>
        </message>
        <message>
            <source>Reminded within the last hour, not again: {numbers}.</source>
            <translation>一小时内催过，不再催：{numbers}。</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Nobody owes anything here: drafts, reported, ended and paused orders wait for no unit.</source>
            <translation>这里没有要催的：草稿、已反馈、已办结和暂停计时的不催。</translation>
        </message>
    </context>
    <context>
        <name>RosterChart</name>
        <message>
            <source>Roster</source>
            <translation>班表</translation>
        </message>
    </context>
    <context>
        <name>RosterDesk</name>
        <message>
            <source>Roster</source>
            <translation>班表</translation>
        </message>
        <message>
            <source>{count} gaps</source>
            <translation>{count} 处空岗</translation>
        </message>
        <message>
            <source>no gaps</source>
            <translation>无空岗</translation>
        </message>
        <message>
            <source>Nobody is on the roster</source>
            <translation>还没有排班</translation>
        </message>
        <message>
            <source>Plan shifts: type the crews once, the program lets them take turns.</source>
            <translation>点“排班”：轮班人员输入一次，程序按班轮转。</translation>
        </message>
        <message>
            <source>Plan shifts</source>
            <translation>排班</translation>
        </message>
        <message>
            <source>This campaign has no sites yet</source>
            <translation>本专项还没有点位</translation>
        </message>
        <message>
            <source>Add sites to the list first; the roster has a row for each.</source>
            <translation>请先在列表登记点位，班表每个点位一行。</translation>
        </message>
        <message>
            <source>The shifts are on the roster.</source>
            <translation>班次已排入。</translation>
        </message>
        <message>
            <source>Swap {name}: click the other shift.</source>
            <translation>{name} 换班：请点另一个班次。</translation>
        </message>
        <message>
            <source>Type who replaces {name}, then click again.</source>
            <translation>请先输入接替 {name} 的姓名，再点“换人”。</translation>
        </message>
        <message>
            <source>The roster is saved.</source>
            <translation>班表已保存。</translation>
        </message>
        <message>
            <source>{name} is off the roster; Ctrl+Z brings the shift back.</source>
            <translation>{name} 的班次已撤下，按 Ctrl+Z 恢复。</translation>
        </message>
        <message>
            <source>nobody is on the roster in these days</source>
            <translation>这几天还没有排班</translation>
        </message>
    </context>
    <context>
        <name>RosterForm</name>
        <message>
            <source>Put people on the roster</source>
            <translation>排班</translation>
        </message>
        <message>
            <source>Crews in turn: Zhang and Li / Wang and Zhao</source>
            <translation>轮班人员：张三 李四 / 王五 赵六</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>暂不</translation>
        </message>
        <message>
            <source>{hours} hours a shift</source>
            <translation>每班 {hours} 小时</translation>
        </message>
        <message>
            <source>Site</source>
            <translation>点位</translation>
        </message>
        <message>
            <source>Length of a shift</source>
            <translation>每班时长</translation>
        </message>
        <message>
            <source>Crews</source>
            <translation>轮班人员</translation>
        </message>
        <message>
            <source>From</source>
            <translation>从</translation>
        </message>
        <message>
            <source>To</source>
            <translation>到</translation>
        </message>
        <message>
            <source>Add {count} shifts</source>
            <translation>排入 {count} 个班次</translation>
        </message>
        <message>
            <source>Type the names of the first crew; / begins the next one.</source>
            <translation>输入第一班的姓名；用 / 开始下一班。</translation>
        </message>
        <message>
            <source>The end must be later than the beginning, and no crew may be empty.</source>
            <translation>结束须晚于开始，且每班至少一人。</translation>
        </message>
        <message>
            <source>First {first} from {start}, last {last} until {end}.</source>
            <translation>首班 {first}，{start} 开始；末班 {last}，到 {end}。</translation>
        </message>
        <message>
            <source>Blanks between the names of a crew, / between crews</source>
            <translation>同一班的人用空格隔开，班与班之间用 / 隔开</translation>
        </message>
    </context>
    <context>
        <name>RosterPage</name>
        <message>
            <source>Plan shifts</source>
            <translation>排班</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>一天</translation>
        </message>
        <message>
            <source>Week</source>
            <translation>一周</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>Click a shift to sign, hand over or change it; click a gap to fill it.</source>
            <translation>点班次可签到、交接、换人；点空岗可补排。</translation>
        </message>
        <message>
            <source>Earlier</source>
            <translation>前一段</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>后一段</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>签到</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>签退</translation>
        </message>
        <message>
            <source>Hand over</source>
            <translation>交接班</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>换人</translation>
        </message>
        <message>
            <source>Swap</source>
            <translation>换班</translation>
        </message>
        <message>
            <source>Take off</source>
            <translation>撤下</translation>
        </message>
        <message>
            <source>Note for the next shift, or who replaces</source>
            <translation>交接事项，或替班人姓名</translation>
        </message>
    </context>
    <context>
        <name>SavedViews</name>
        <message>
            <source>Views</source>
            <translation>视图</translation>
        </message>
        <message>
            <source>Save this view…</source>
            <translation>保存当前视图…</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>Saved as “{name}”.</source>
            <translation>已保存为“{name}”。</translation>
        </message>
        <message>
            <source>“{old}” is called “{new}” now.</source>
            <translation>“{old}”已改名为“{new}”。</translation>
        </message>
        <message>
            <source>The view “{name}” is deleted.</source>
            <translation>视图“{name}”已删除。</translation>
        </message>
        <message>
            <source>Rename the view</source>
            <translation>重命名视图</translation>
        </message>
        <message>
            <source>Save this view</source>
            <translation>保存当前视图</translation>
        </message>
        <message>
            <source>Name; one that is there already is replaced</source>
            <translation>名称（同名的会被替换）</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>ScoreChart</name>
        <message>
            <source>Scores of the checks</source>
            <translation>历次检查得分</translation>
        </message>
    </context>
    <context>
        <name>SecretField</name>
        <message>
            <source>Take it away</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Set. Left empty, it stays.</source>
            <translation>已设置；留空则不变</translation>
        </message>
        <message>
            <source>Not set</source>
            <translation>未设置</translation>
        </message>
    </context>
    <context>
        <name>SettingsForm</name>
        <message>
            <source>Header in row</source>
            <translation>表头所在行</translation>
        </message>
        <message>
            <source>Lines of the header</source>
            <translation>表头行数</translation>
        </message>
        <message>
            <source>Form</source>
            <translation>表格形式</translation>
        </message>
        <message>
            <source>Intervals</source>
            <translation>数据周期</translation>
        </message>
        <message>
            <source>A time means</source>
            <translation>时间表示</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>时区</translation>
        </message>
        <message>
            <source>Sheet</source>
            <translation>工作表</translation>
        </message>
        <message>
            <source>Unknown stations</source>
            <translation>未登记的站点</translation>
        </message>
        <message>
            <source>All rows are of station</source>
            <translation>全部数据属于站点</translation>
        </message>
        <message>
            <source>All values are</source>
            <translation>全部数值是</translation>
        </message>
        <message>
            <source>in the unit</source>
            <translation>单位为</translation>
        </message>
        <message>
            <source>ppb and ppm at</source>
            <translation>ppb、ppm 换算状态</translation>
        </message>
        <message>
            <source>code or name</source>
            <translation>编码或名称</translation>
        </message>
    </context>
    <context>
        <name>SheetsButton</name>
        <message>
            <source>Sheets: {taken} of {all}</source>
            <translation>工作表：{taken}/{all}</translation>
        </message>
        <message>
            <source>{sheet} · {what}</source>
            <translation>{sheet} · {what}</translation>
        </message>
        <message>
            <source>{rows} rows</source>
            <translation>{rows} 行</translation>
        </message>
        <message>
            <source>Import into “{campaign}”</source>
            <translation>导入到“{campaign}”</translation>
        </message>
    </context>
    <context>
        <name>Shot</name>
        <message>
            <source>the screen {screen} has no tab {part}; it has: {known}</source>
            <translation>界面 {screen} 没有标签页 {part}；可选：{known}</translation>
        </message>
        <message>
            <source>{path} cannot be written</source>
            <translation>无法写入 {path}</translation>
        </message>
        <message>
            <source>the screen {screen} was not ready after {seconds} s</source>
            <translation>界面 {screen} 在 {seconds} 秒内未就绪</translation>
        </message>
    </context>
    <context>
        <name>SidePages</name>
        <message>
            <source>Roster</source>
            <translation>班表</translation>
        </message>
        <message>
            <source>Zone and negative list</source>
            <translation>示范区与负面清单</translation>
        </message>
        <message>
            <source>Import a ledger…</source>
            <translation>导入台账…</translation>
        </message>
        <message>
            <source>Export the ledger…</source>
            <translation>导出台账…</translation>
        </message>
        <message>
            <source>Workbook to fill in…</source>
            <translation>导出填报表…</translation>
        </message>
    </context>
    <context>
        <name>SignInPage</name>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>密码</translation>
        </message>
    </context>
    <context>
        <name>SigningIn</name>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>Locked: {name}</source>
            <translation>已锁定：{name}</translation>
        </message>
        <message>
            <source>Nobody was here for {minutes} minutes.</source>
            <translation>已有 {minutes} 分钟无人操作。</translation>
        </message>
    </context>
    <context>
        <name>SincePicker</name>
        <message>
            <source>Compared with</source>
            <translation>与何时比较</translation>
        </message>
        <message numerus="yes">
            <source>since %n day(s) ago</source>
            <translation>
                <numerusform>与 %n 天前比</numerusform>
            </translation>
        </message>
        <message>
            <source>since a date…</source>
            <translation>与指定日期比…</translation>
        </message>
        <message>
            <source>Compared with this day</source>
            <translation>对比日期</translation>
        </message>
    </context>
    <context>
        <name>SiteForm</name>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>New site: {campaign}</source>
            <translation>登记点位：{campaign}</translation>
        </message>
        <message>
            <source>Edit {name}</source>
            <translation>编辑 {name}</translation>
        </message>
        <message>
            <source>What was typed has not been saved.</source>
            <translation>填写的内容尚未保存。</translation>
        </message>
        <message>
            <source>Discard it</source>
            <translation>放弃</translation>
        </message>
        <message>
            <source>Go on editing</source>
            <translation>继续编辑</translation>
        </message>
        <message numerus="yes">
            <source>%n fields need a look.</source>
            <translation>
                <numerusform>有 %n 处需要修改。</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose first which value is to stand: {fields}.</source>
            <translation>请先选择以哪个为准：{fields}。</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
    </context>
    <context>
        <name>SitePage</name>
        <message>
            <source>New order</source>
            <translation>新建交办单</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Close site</source>
            <translation>销号</translation>
        </message>
        <message>
            <source>Reopen</source>
            <translation>重新立案</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>事项</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Deadline</source>
            <translation>时限</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>得分</translation>
        </message>
        <message>
            <source>Failed, note</source>
            <translation>不合格项、说明</translation>
        </message>
        <message>
            <source>By</source>
            <translation>检查人</translation>
        </message>
        <message>
            <source>Other states</source>
            <translation>其他状态</translation>
        </message>
        <message>
            <source>No orders yet. “New order” begins one for this site.</source>
            <translation>还没有交办单。点“新建交办单”为此点位发起。</translation>
        </message>
        <message>
            <source>Not checked yet. “Check” opens the checklist.</source>
            <translation>尚未检查。点“检查”打开清单。</translation>
        </message>
        <message>
            <source>File</source>
            <translation>档案</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>交办单</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>History</source>
            <translation>留痕</translation>
        </message>
        <message>
            <source>Who answers…</source>
            <translation>包联…</translation>
        </message>
    </context>
    <context>
        <name>SitesModel</name>
        <message>
            <source>Not known</source>
            <translation>未填写</translation>
        </message>
        <message>
            <source>{label} · {count} sites</source>
            <translation>{label} · {count} 个点位</translation>
        </message>
    </context>
    <context>
        <name>StationField</name>
        <message>
            <source>No station</source>
            <translation>不绑定站点</translation>
        </message>
        <message>
            <source>A new station…</source>
            <translation>新站点…</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
    </context>
    <context>
        <name>Steps</name>
        <message>
            <source>Its files are still being read; press again in a moment.</source>
            <translation>文件还在读取，请稍后再按。</translation>
        </message>
        <message>
            <source>{names}: on {number} already; not added again.</source>
            <translation>{names}：{number} 上已有，没有重复添加。</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
    </context>
    <context>
        <name>Sync</name>
        <message>
            <source>Kind</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>What</source>
            <translation>对象</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>字段</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>何人</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>发现</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>写入时间</translation>
        </message>
        <message>
            <source>Deed</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>附件</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>更改</translation>
        </message>
        <message>
            <source>Waits for</source>
            <translation>在等什么</translation>
        </message>
        <message>
            <source>From</source>
            <translation>来自</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>自何时</translation>
        </message>
        <message>
            <source>Replica</source>
            <translation>副本</translation>
        </message>
        <message>
            <source>Changes left</source>
            <translation>未确认更改</translation>
        </message>
        <message>
            <source>Files left</source>
            <translation>未确认附件</translation>
        </message>
        <message>
            <source>Days left</source>
            <translation>未确认站日</translation>
        </message>
        <message>
            <source>Confirmed</source>
            <translation>最近确认</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>最近联系</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>anybody</source>
            <translation>任何副本</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>Mark</source>
            <translation>代号</translation>
        </message>
        <message>
            <source>Side</source>
            <translation>归属</translation>
        </message>
        <message>
            <source>Holds</source>
            <translation>范围</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>密钥指纹</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>时钟偏差</translation>
        </message>
        <message>
            <source>First received</source>
            <translation>最早收到</translation>
        </message>
        <message>
            <source>Last received</source>
            <translation>最近收到</translation>
        </message>
        <message>
            <source>and {count} more rows</source>
            <translation>另有 {count} 行</translation>
        </message>
        <message>
            <source>Open the order</source>
            <translation>打开交办单</translation>
        </message>
        <message>
            <source>Open the site</source>
            <translation>打开点位</translation>
        </message>
        <message>
            <source>Numbers</source>
            <translation>序号</translation>
        </message>
        <message>
            <source>Brought by</source>
            <translation>由谁带来</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>最近一次</translation>
        </message>
        <message>
            <source>{when}: {reason}</source>
            <translation>{when}：{reason}</translation>
        </message>
        <message>
            <source>Last contact</source>
            <translation>最近联系</translation>
        </message>
        <message>
            <source>Reached at</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>位置</translation>
        </message>
        <message>
            <source>Pack {deed}</source>
            <translation>{deed}的数据包</translation>
        </message>
        <message>
            <source>Changes here</source>
            <translation>本库有其更改</translation>
        </message>
        <message>
            <source>Approved</source>
            <translation>批准时间</translation>
        </message>
        <message>
            <source>Revoked</source>
            <translation>吊销时间</translation>
        </message>
        <message>
            <source>Approve…</source>
            <translation>批准…</translation>
        </message>
        <message>
            <source>Revoke…</source>
            <translation>吊销…</translation>
        </message>
        <message>
            <source>The clock of {name} was {off}. Changes made with it: {count}. They were taken in the order in which they were made, and carry a mark with both times.</source>
            <translation>{name}的时钟{off}，涉及 {count} 条更改。这些更改已按先后顺序收下，并标明了两个时间。</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>怎么办</translation>
        </message>
        <message>
            <source>Set that computer's clock right, or have it set itself.</source>
            <translation>把那台电脑的时钟调准，或设为自动校时。</translation>
        </message>
        <message>
            <source>an unknown computer</source>
            <translation>一台未知的电脑</translation>
        </message>
        <message>
            <source>New: {what}</source>
            <translation>新增：{what}</translation>
        </message>
        <message>
            <source>never</source>
            <translation>从未</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>agrees with ours</source>
            <translation>与本机一致</translation>
        </message>
        <message>
            <source>ours is {off}</source>
            <translation>本机时钟{off}</translation>
        </message>
        <message>
            <source>Not confirmed yet: keep it until the answer pack has been read here.</source>
            <translation>尚未确认：在这里读入回执包之前，请保留它。</translation>
        </message>
        <message>
            <source>A newer program wrote it. It is kept unopened; upgrade this program.</source>
            <translation>由更新版本的程序写成，已原样保存、未打开；请升级本程序。</translation>
        </message>
        <message>
            <source>Conflicts</source>
            <translation>冲突待决</translation>
        </message>
        <message>
            <source>To send</source>
            <translation>待发送</translation>
        </message>
        <message>
            <source>Kept aside</source>
            <translation>搁置</translation>
        </message>
        <message>
            <source>Peers</source>
            <translation>对方</translation>
        </message>
        <message>
            <source>Packs</source>
            <translation>数据包</translation>
        </message>
        <message>
            <source>Replicas</source>
            <translation>副本</translation>
        </message>
        <message>
            <source>Clocks</source>
            <translation>时钟</translation>
        </message>
        <message>
            <source>Nothing to decide</source>
            <translation>没有待决的冲突</translation>
        </message>
        <message>
            <source>When two people change one thing without knowing of each other, both values wait here.</source>
            <translation>两个人在互不知情时改了同一处，两个值都会留在这里等人决定。</translation>
        </message>
        <message>
            <source>Nothing to send</source>
            <translation>没有待发送的更改</translation>
        </message>
        <message>
            <source>Every change of this record is confirmed by another one.</source>
            <translation>本库的每一条更改都已得到另一个库的确认。</translation>
        </message>
        <message>
            <source>Nothing is kept aside</source>
            <translation>没有搁置的更改</translation>
        </message>
        <message>
            <source>What arrives too early, forked or without a good signature is listed here, not dropped.</source>
            <translation>早到的、分叉的、签名不对的更改都列在这里，不会丢弃。</translation>
        </message>
        <message>
            <source>No peers yet</source>
            <translation>还没有往来的副本</translation>
        </message>
        <message>
            <source>Exchange with the office by its address above, or bring it a pack.</source>
            <translation>在上方填写大气办的地址进行同步，或者带一个数据包过去。</translation>
        </message>
        <message>
            <source>No packs yet</source>
            <translation>还没有数据包</translation>
        </message>
        <message>
            <source>A pack carries changes on a stick where there is no network.</source>
            <translation>没有网络的地方，用 U 盘里的数据包传递更改。</translation>
        </message>
        <message>
            <source>No replicas</source>
            <translation>没有副本</translation>
        </message>
        <message>
            <source>All clocks agree</source>
            <translation>各处时钟一致</translation>
        </message>
        <message>
            <source>Changes made with a clock that cannot be right are listed here by computer.</source>
            <translation>时钟明显不对时所做的更改，按电脑列在这里。</translation>
        </message>
        <message>
            <source>it calls this record, or sends packs</source>
            <translation>由对方来联系，或用数据包</translation>
        </message>
    </context>
    <context>
        <name>SyncStatus</name>
        <message>
            <source>Show what is unsent and what must be decided</source>
            <translation>查看未发送的更改和待决的冲突</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>查看</translation>
        </message>
    </context>
    <context>
        <name>SyncView</name>
        <message>
            <source>List</source>
            <translation>列表</translation>
        </message>
        <message>
            <source>Those marked as read, too</source>
            <translation>包括已读的</translation>
        </message>
        <message>
            <source>Nothing chosen</source>
            <translation>未选中任何一项</translation>
        </message>
        <message>
            <source>In detail</source>
            <translation>详情</translation>
        </message>
        <message>
            <source>the first {shown} of {count}</source>
            <translation>共 {count} 条，列出前 {shown} 条</translation>
        </message>
    </context>
    <context>
        <name>TargetsTab</name>
        <message>
            <source>Targets</source>
            <translation>目标</translation>
        </message>
        <message>
            <source>No goals for this year yet. Choose a county above to set them.</source>
            <translation>本年度尚未设目标。请在上方选择一个县（市、区）后填写。</translation>
        </message>
        <message>
            <source>Items without a goal too</source>
            <translation>也显示未设目标的项目</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Take the last goal set here back (Ctrl+Z)</source>
            <translation>撤销在此设置的上一个目标（Ctrl+Z）</translation>
        </message>
        <message>
            <source>Goals of {year}, whole days until {day} · {basis}</source>
            <translation>{year} 年目标，完整日截至 {day} · {basis}</translation>
        </message>
    </context>
    <context>
        <name>TasksModel</name>
        <message>
            <source>Clock</source>
            <translation>时钟</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Matter</source>
            <translation>事项</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Campaign</source>
            <translation>专项</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>自</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>编号</translation>
        </message>
    </context>
    <context>
        <name>TileTexts</name>
        <message>
            <source>mean {mean} · worst {worst}</source>
            <translation>均值 {mean} · 最高 {worst}</translation>
        </message>
        <message>
            <source>{count} without AQI</source>
            <translation>{count} 个无 AQI</translation>
        </message>
        <message>
            <source>No readings yet</source>
            <translation>尚无读数</translation>
        </message>
        <message>
            <source>No data since {time} ({age})</source>
            <translation>{time} 后无数据（{age}）</translation>
        </message>
        <message>
            <source>NA: no {missing}; up to AQI 100 {edition} needs all six</source>
            <translation>NA：缺 {missing}；AQI 不超过 100 时 {edition} 要求六项齐全</translation>
        </message>
        <message>
            <source>Without {missing}</source>
            <translation>缺 {missing}</translation>
        </message>
        <message>
            <source>{place} of {count}</source>
            <translation>第 {place}/{count}</translation>
        </message>
        <message>
            <source>Without county</source>
            <translation>未归区县</translation>
        </message>
        <message>
            <source>{pollutant} {value} {unit} at {time}</source>
            <translation>{time} {pollutant} {value} {unit}</translation>
        </message>
        <message>
            <source>{text}, {change} in one hour</source>
            <translation>{text}，一小时 {change}</translation>
        </message>
        <message>
            <source>{station}: no data, check the device</source>
            <translation>{station}：无数据，请检查设备</translation>
        </message>
        <message>
            <source>{station}: {pollutant} rising, check the sources upwind</source>
            <translation>{station}：{pollutant} 升高，请排查上风向污染源</translation>
        </message>
        <message>
            <source>{station}: {pollutant} high, check the sources upwind</source>
            <translation>{station}：{pollutant} 偏高，请排查上风向污染源</translation>
        </message>
        <message>
            <source>silent</source>
            <translation>中断</translation>
        </message>
        <message>
            <source>due {time}</source>
            <translation>应在 {time} 前到</translation>
        </message>
        <message>
            <source>In doubt: {what}</source>
            <translation>存疑：{what}</translation>
        </message>
    </context>
    <context>
        <name>TileWall</name>
        <message>
            <source>Station tiles</source>
            <translation>站点墙</translation>
        </message>
    </context>
    <context>
        <name>Timeline</name>
        <message>
            <source>Timeline</source>
            <translation>办理过程</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Qingkong Console</source>
            <translation>晴空调度台</translation>
        </message>
        <message>
            <source>Appearance and language</source>
            <translation>外观与语言</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Speed of the replayed days</source>
            <translation>回放速度</translation>
        </message>
    </context>
    <context>
        <name>UnitPicker</name>
        <message>
            <source>Type part of a county, township or village</source>
            <translation>输入县区、乡镇或村名的一部分</translation>
        </message>
    </context>
    <context>
        <name>UnitsField</name>
        <message>
            <source>Type part of a name; Enter ticks the first</source>
            <translation>输入名称的一部分，回车勾选第一个</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>承办单位</translation>
        </message>
        <message>
            <source>Goes to: {units}</source>
            <translation>下发至：{units}</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
    </context>
    <context>
        <name>UnknownDetail</name>
        <message>
            <source>Choose a station…</source>
            <translation>选择站点…</translation>
        </message>
        <message>
            <source>Last frame, in the usual units</source>
            <translation>最近一条报文（按常用单位）</translation>
        </message>
        <message>
            <source>Nobody has registered this number: its frames are refused.</source>
            <translation>此编号尚未登记，报文全部拒收。</translation>
        </message>
        <message>
            <source>Register with a new station…</source>
            <translation>登记到新站点…</translation>
        </message>
        <message>
            <source>Bind to {station}</source>
            <translation>绑定到 {station}</translation>
        </message>
        <message>
            <source>As it came</source>
            <translation>原文</translation>
        </message>
    </context>
    <context>
        <name>WaitingDesk</name>
        <message>
            <source>pasted {time:%Y-%m-%d %H%M%S}.png</source>
            <translation>粘贴 {time:%Y-%m-%d %H%M%S}.png</translation>
        </message>
    </context>
    <context>
        <name>WaitingRow</name>
        <message>
            <source>Leave the files out</source>
            <translation>不带文件</translation>
        </message>
        <message>
            <source>With the step: {names}</source>
            <translation>随这一步：{names}</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Files are being read…</source>
            <translation>正在读取文件……</translation>
        </message>
    </context>
    <context>
        <name>WallWindow</name>
        <message>
            <source>Wall of stations</source>
            <translation>站点监测墙</translation>
        </message>
        <message>
            <source>Stations</source>
            <translation>站点</translation>
        </message>
    </context>
    <context>
        <name>WhoMenu</name>
        <message>
            <source>Lock</source>
            <translation>锁定</translation>
        </message>
        <message>
            <source>Change password…</source>
            <translation>修改密码…</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>签退</translation>
        </message>
    </context>
    <context>
        <name>WrittenFiles</name>
        <message>
            <source>Open the folder</source>
            <translation>打开所在文件夹</translation>
        </message>
        <message>
            <source>The system opens no folders from here. The file stands in {folder}</source>
            <translation>系统无法从这里打开文件夹。文件在 {folder}</translation>
        </message>
    </context>
    <context>
        <name>ZoneDeeds</name>
        <message>
            <source>{name} is on the negative list; Ctrl+Z takes it off again.</source>
            <translation>{name}已列入负面清单；按 Ctrl+Z 可撤回。</translation>
        </message>
        <message>
            <source>{name} is off the negative list again.</source>
            <translation>{name}已从负面清单移出。</translation>
        </message>
        <message>
            <source>Copied {count} rows.</source>
            <translation>已复制 {count} 行。</translation>
        </message>
        <message>
            <source>Excel (*.xlsx)</source>
            <translation>Excel 工作簿 (*.xlsx)</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV 表格 (*.csv)</translation>
        </message>
        <message>
            <source>Write the list to</source>
            <translation>清单存为</translation>
        </message>
        <message>
            <source>Written to {path}</source>
            <translation>已写入 {path}</translation>
        </message>
    </context>
    <context>
        <name>ZoneDesk</name>
        <message>
            <source>Other</source>
            <translation>其他</translation>
        </message>
    </context>
    <context>
        <name>ZoneJoin</name>
        <message>
            <source>Put on the list</source>
            <translation>列入清单</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Put “{name}” on the negative list</source>
            <translation>把“{name}”列入负面清单</translation>
        </message>
        <message>
            <source>Until which day? The list is worked off by it.</source>
            <translation>请填退出日期，清单按它倒排督办。</translation>
        </message>
    </context>
    <context>
        <name>ZoneModel</name>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Kind of source</source>
            <translation>源类型</translation>
        </message>
        <message>
            <source>Distance</source>
            <translation>距离方位</translation>
        </message>
        <message>
            <source>Out by</source>
            <translation>退出时限</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>剩余</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Campaigns</source>
            <translation>专项</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
    </context>
    <context>
        <name>ZonePage</name>
        <message>
            <source>Put on the list</source>
            <translation>列入清单</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source> m</source>
            <translation> 米</translation>
        </message>
        <message>
            <source>Station</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>Radius</source>
            <translation>半径</translation>
        </message>
    </context>
    <context>
        <name>ZoneTally</name>
        <message>
            <source>{name}: {counts}; {done} of {total} out, {late} overdue</source>
            <translation>{name}：{counts}；清单 {total} 处，已退出 {done} 处，逾期 {late} 处</translation>
        </message>
    </context>
    <context>
        <name>_Canvas</name>
        <message>
            <source>Map</source>
            <translation>地图</translation>
        </message>
        <message>
            <source>N</source>
            <translation>北</translation>
        </message>
    </context>
    <context>
        <name>_Message</name>
        <message>
            <source>Close message</source>
            <translation>关闭消息</translation>
        </message>
        <message>
            <source>Copy details</source>
            <translation>复制详情</translation>
        </message>
    </context>
    <context>
        <name>_Pane</name>
        <message>
            <source>This photo cannot be shown.</source>
            <translation>这张照片无法显示。</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>正在读取…</translation>
        </message>
    </context>
    <context>
        <name>cell</name>
        <message>
            <source>not a full hour</source>
            <translation>不是整点</translation>
        </message>
        <message>
            <source>not a flag that is known; the value was not taken</source>
            <translation>不认识的标识，该数值未采用</translation>
        </message>
        <message>
            <source>not CSV: {error}</source>
            <translation>不是 CSV 格式：{error}</translation>
        </message>
        <message>
            <source>the compressed file is damaged or ends here</source>
            <translation>压缩文件已损坏或在此中断</translation>
        </message>
        <message>
            <source>it unpacks to {size} MB</source>
            <translation>解压后有 {size} MB</translation>
        </message>
        <message>
            <source>it is encrypted, or in the form of Excel 97</source>
            <translation>文件已加密，或是 Excel 97 格式</translation>
        </message>
        <message>
            <source>it is damaged or no workbook</source>
            <translation>文件已损坏，或不是工作簿</translation>
        </message>
        <message>
            <source>the workbook is damaged or ends here</source>
            <translation>工作簿已损坏或在此中断</translation>
        </message>
        <message>
            <source>no station</source>
            <translation>没有站点</translation>
        </message>
        <message>
            <source>several stations have this name: {codes}; name the one in the profile</source>
            <translation>有几个站点同名：{codes}；请在方案中写明是哪一个</translation>
        </message>
        <message>
            <source>no station of the record has this code or name</source>
            <translation>库中没有这个编码或名称的站点</translation>
        </message>
        <message>
            <source>not a date like 2026-03-01 or 2026年3月1日, nor one with an hour</source>
            <translation>不是 2026-03-01、2026年3月1日 这样的日期，也不是带小时的日期</translation>
        </message>
        <message>
            <source>not an hour from 0 to 24</source>
            <translation>不是 0 到 24 的小时</translation>
        </message>
        <message>
            <source>no hour</source>
            <translation>没有小时</translation>
        </message>
        <message>
            <source>not a whole day of China's clock</source>
            <translation>不是北京时间的整日</translation>
        </message>
        <message>
            <source>not a full minute</source>
            <translation>不是整分钟</translation>
        </message>
        <message>
            <source>no such date or hour</source>
            <translation>没有这样的日期或时间</translation>
        </message>
        <message>
            <source>not between {first} and {last}</source>
            <translation>不在 {first} 年至 {last} 年之间</translation>
        </message>
        <message>
            <source>not one of the 16 compass directions</source>
            <translation>不是 16 个方位之一</translation>
        </message>
        <message>
            <source>no item that the profile knows</source>
            <translation>方案中没有这个监测项目</translation>
        </message>
        <message>
            <source>not a unit of this item that is known</source>
            <translation>不认识该项目的这个单位</translation>
        </message>
        <message>
            <source>{count} hours lie after now: a forecast, not readings</source>
            <translation>有 {count} 个小时在当前时间之后：是预报，不是监测数据</translation>
        </message>
        <message>
            <source>not a number</source>
            <translation>不是数字</translation>
        </message>
        <message>
            <source>below {limit}</source>
            <translation>低于 {limit}</translation>
        </message>
        <message>
            <source>negative</source>
            <translation>为负数</translation>
        </message>
        <message>
            <source>above {limit}</source>
            <translation>高于 {limit}</translation>
        </message>
        <message>
            <source>not a station code (at most {most} characters)</source>
            <translation>不是站点编码（最多 {most} 个字符）</translation>
        </message>
        <message>
            <source>not a date and hour like 2013-03-01 00:00:00</source>
            <translation>不是 2013-03-01 00:00:00 这样的日期和小时</translation>
        </message>
        <message>
            <source>column appears twice</source>
            <translation>列重复出现</translation>
        </message>
        <message>
            <source>unknown column</source>
            <translation>未知列</translation>
        </message>
        <message>
            <source>unknown type</source>
            <translation>未知类型</translation>
        </message>
        <message>
            <source>not a date like 20150422 and an hour from 0 to 23</source>
            <translation>不是 20150422 这样的日期和 0 到 23 的小时</translation>
        </message>
        <message>
            <source>{found} columns, the header has {width}</source>
            <translation>本行有 {found} 列，表头有 {width} 列</translation>
        </message>
        <message>
            <source>a total or mean of the table, not a station</source>
            <translation>是表中的合计或均值，不是站点</translation>
        </message>
        <message>
            <source>workbooks and files with a profile are tables, not of the format {format}</source>
            <translation>工作簿和使用方案的文件按表格读取，不是 {format} 格式</translation>
        </message>
        <message>
            <source>no such unit</source>
            <translation>没有这个单位</translation>
        </message>
        <message>
            <source>the same {name} as in line {line}</source>
            <translation>与第 {line} 行的 {name} 重复</translation>
        </message>
        <message>
            <source>no code</source>
            <translation>没有编码</translation>
        </message>
        <message>
            <source>longer than {most} characters, or not text</source>
            <translation>超过 {most} 个字符，或不是文字</translation>
        </message>
        <message>
            <source>not one of {known}</source>
            <translation>不是以下之一：{known}</translation>
        </message>
        <message>
            <source>not between {low} and {high} degrees</source>
            <translation>不在 {low} 至 {high} 度之间</translation>
        </message>
        <message>
            <source>{file}, line {line}</source>
            <translation>{file} 第 {line} 行</translation>
        </message>
    </context>
    <context>
        <name>cli</name>
        <message>
            <source>Listening for HJ 212 on {host}:{port}; stop with Ctrl+C</source>
            <translation>正在 {host}:{port} 接收 HJ 212 数据，按 Ctrl+C 停止</translation>
        </message>
        <message>
            <source>{frames} frames, {refused} refused, {connections} connections</source>
            <translation>收到 {frames} 包，拒收 {refused} 包，{connections} 个连接</translation>
        </message>
        <message>
            <source>{hours} hours, {frames} frames sent, {answers} answered</source>
            <translation>回放 {hours} 小时，发送 {frames} 包，应答 {answers} 包</translation>
        </message>
        <message>
            <source>“{text}” is not an address; write it like 127.0.0.1:9212</source>
            <translation>“{text}”不是地址，应写成 127.0.0.1:9212</translation>
        </message>
        <message>
            <source>Before the upgrade the database was copied to {path}</source>
            <translation>升级前已把数据库备份到 {path}</translation>
        </message>
        <message>
            <source>{where}: schema {revision}, {count} campaigns</source>
            <translation>{where}：结构版本 {revision}，{count} 个专项</translation>
        </message>
        <message>
            <source>{region}: {count} divisions loaded</source>
            <translation>{region}：已载入 {count} 个区划</translation>
        </message>
        <message>
            <source>No divisions were loaded; add --region handan to load Handan's.</source>
            <translation>未载入区划；加上 --region handan 可载入邯郸的区划。</translation>
        </message>
        <message>
            <source>{added} added, {changed} changed, {unchanged} unchanged, {refused} refused</source>
            <translation>新增 {added}，更新 {changed}，无变化 {unchanged}，拒收 {refused}</translation>
        </message>
        <message>
            <source>{count} stations were not known and have been registered by their codes</source>
            <translation>有 {count} 个站点此前未登记，已按编码登记</translation>
        </message>
        <message>
            <source>The refused rows with their reasons: {path}</source>
            <translation>拒收的行及原因：{path}</translation>
        </message>
        <message>
            <source>{count} findings: the record is not what the log says</source>
            <translation>发现 {count} 处问题：数据与日志不一致</translation>
        </message>
        <message>
            <source>The record is true: log chain, state, reference data and integrity agree</source>
            <translation>数据属实：日志链、状态、基础数据和完整性全部相符</translation>
        </message>
        <message>
            <source>“{text}” is not a time; write it like 2026-12-31T18:00</source>
            <translation>“{text}”不是时间，应写成 2026-12-31T18:00</translation>
        </message>
        <message>
            <source>The deadline is in the past: the order is overdue at once.</source>
            <translation>时限已过：此单一下发即逾期。</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>草稿</translation>
        </message>
        <message>
            <source>Dispatched</source>
            <translation>已下发</translation>
        </message>
        <message>
            <source>There is no display to open a window on. Try: qingkong --demo, or qingkong shot</source>
            <translation>没有显示器，打不开窗口。可以试试 qingkong --demo 或 qingkong shot</translation>
        </message>
        <message>
            <source>There is no display: the demo ran off-screen and wrote its screens to {folder}</source>
            <translation>没有显示器：演示已在后台运行，各界面图片写在 {folder}</translation>
        </message>
        <message>
            <source>nobody listens at {address}, or not any more: {reason}</source>
            <translation>{address} 无人接收，或已断开：{reason}</translation>
        </message>
        <message>
            <source>{where}: filled with the demo's stations, sites and orders (invented)</source>
            <translation>{where}：已填入演示用的站点、点位和交办单（虚构）</translation>
        </message>
        <message>
            <source>“{text}” is not a size; write it like 1920x1080</source>
            <translation>“{text}”不是尺寸，应写成 1920x1080</translation>
        </message>
        <message>
            <source>collecting</source>
            <translation>收集</translation>
        </message>
        <message>
            <source>writing</source>
            <translation>写入</translation>
        </message>
        <message>
            <source>checking</source>
            <translation>核验</translation>
        </message>
        <message>
            <source>changes</source>
            <translation>更改</translation>
        </message>
        <message>
            <source>readings</source>
            <translation>监测数据</translation>
        </message>
        <message>
            <source>attachments</source>
            <translation>附件</translation>
        </message>
        <message>
            <source>there is no variable {name}</source>
            <translation>没有名为 {name} 的环境变量</translation>
        </message>
        <message>
            <source>{path} cannot be read as UTF-8 text: {reason}</source>
            <translation>{path} 不能按 UTF-8 文本读取：{reason}</translation>
        </message>
        <message>
            <source>Database: {where}</source>
            <translation>数据库：{where}</translation>
        </message>
        <message>
            <source>The service has ended</source>
            <translation>服务已结束</translation>
        </message>
        <message>
            <source>{size} MB, {gone} old backups removed: {path}</source>
            <translation>{size} MB，清理旧备份 {gone} 份：{path}</translation>
        </message>
        <message>
            <source>Drill of {seconds} s: this backup can be restored and its record is true</source>
            <translation>恢复演练用时 {seconds} 秒：这份备份可以恢复，恢复后的记录核对无误</translation>
        </message>
        <message>
            <source>Drill of {seconds} s failed: do not rely on this backup. {problem}</source>
            <translation>恢复演练用时 {seconds} 秒，未通过：不要依靠这份备份。{problem}</translation>
        </message>
        <message>
            <source>There is no checksum beside the backup: only its content could be checked</source>
            <translation>备份旁边没有校验文件：只核对了内容</translation>
        </message>
        <message>
            <source>{where} is a new replica, {name} ({tag}), made from {old}. Where it exchanges, the office must approve it as a new one; revoke {old} if it will not write again.</source>
            <translation>{where} 是新的副本 {name}（{tag}），由 {old} 的备份恢复而来。同步时办公室须把它当作新副本重新批准；{old} 如不再使用，请予撤销。</translation>
        </message>
        <message>
            <source>{count} changes in the log</source>
            <translation>日志 {count} 条</translation>
        </message>
        <message>
            <source>{count} sites</source>
            <translation>{count} 个点位</translation>
        </message>
        <message>
            <source>{count} orders</source>
            <translation>{count} 件交办单</translation>
        </message>
        <message>
            <source>{count} attachments</source>
            <translation>{count} 个附件</translation>
        </message>
        <message>
            <source>{count} readings</source>
            <translation>{count} 条读数</translation>
        </message>
        <message>
            <source>Health page: {url}</source>
            <translation>运行状况页：{url}</translation>
        </message>
        <message>
            <source>On duty: this service holds the lease</source>
            <translation>当班：本服务已取得值守权</translation>
        </message>
        <message>
            <source>The lease was lost to {other}: this service stopped all its work</source>
            <translation>值守权已转到 {other}：本服务已停止全部工作</translation>
        </message>
        <message>
            <source>Standby: {other} does the work; this service takes over when it stops</source>
            <translation>待命：{other} 正在工作，它停下后由本服务接手</translation>
        </message>
        <message>
            <source>{duty} failed: {problem}</source>
            <translation>{duty}失败：{problem}</translation>
        </message>
        <message>
            <source>{duty} works again: {result}</source>
            <translation>{duty}已恢复：{result}</translation>
        </message>
        <message>
            <source>Left behind: {names}</source>
            <translation>未能按时结束：{names}</translation>
        </message>
        <message>
            <source>sending</source>
            <translation>发送</translation>
        </message>
        <message>
            <source>receiving</source>
            <translation>接收</translation>
        </message>
        <message>
            <source>Nothing new: {peer} and this record hold the same</source>
            <translation>没有新内容：{peer} 与本库一致</translation>
        </message>
        <message>
            <source>To {peer}: {operations} changes, {photos} attachments, {rows} readings</source>
            <translation>发给 {peer}：{operations} 项改动，{photos} 个附件，{rows} 条监测数据</translation>
        </message>
        <message>
            <source>From {peer}: {operations} changes, {photos} attachments, {rows} readings</source>
            <translation>收自 {peer}：{operations} 项改动，{photos} 个附件，{rows} 条监测数据</translation>
        </message>
        <message>
            <source>{count} conflicts or late steps: see the Sync screen</source>
            <translation>{count} 项冲突或迟到的步骤：请看“同步”界面</translation>
        </message>
        <message>
            <source>{count} changes are held: something before them is missing</source>
            <translation>{count} 项改动暂存：在它们之前的内容还没到</translation>
        </message>
        <message>
            <source>{count} rows wait for something that is not here yet</source>
            <translation>{count} 行数据在等待尚未到达的内容</translation>
        </message>
        <message>
            <source>{count} attachments are on neither side</source>
            <translation>{count} 个附件双方都没有</translation>
        </message>
        <message>
            <source>This computer's clock is {time} ahead of {peer}'s: set it right</source>
            <translation>本机时钟比 {peer} 快 {time}，请校准</translation>
        </message>
        <message>
            <source>This computer's clock is {time} behind {peer}'s: set it right</source>
            <translation>本机时钟比 {peer} 慢 {time}，请校准</translation>
        </message>
        <message>
            <source>Some changes were made with a clock {time} ahead; they are taken and marked</source>
            <translation>有些改动出自快了 {time} 的时钟；已收入并作标记</translation>
        </message>
        <message>
            <source>Some changes were made with a clock {time} behind; they are taken and marked</source>
            <translation>有些改动出自慢了 {time} 的时钟；已收入并作标记</translation>
        </message>
        <message>
            <source>{name} is revoked</source>
            <translation>{name} 已吊销</translation>
        </message>
        <message>
            <source>everything</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>{name} holds: {units}</source>
            <translation>{name} 的范围：{units}</translation>
        </message>
        <message>
            <source>This replica:</source>
            <translation>本副本：</translation>
        </message>
        <message>
            <source>office</source>
            <translation>大气办</translation>
        </message>
        <message>
            <source>field</source>
            <translation>基层</translation>
        </message>
        <message>
            <source>revoked</source>
            <translation>已吊销</translation>
        </message>
        <message>
            <source>{operations} changes, {photos} attachments, {days} station-days of readings</source>
            <translation>{operations} 项更改，{photos} 个附件，{days} 个站日的监测数据</translation>
        </message>
        <message>
            <source>{count} attachments did not fit: write another pack when the answer has come</source>
            <translation>有 {count} 个附件放不下：收到回执包后请再写一个数据包</translation>
        </message>
        <message>
            <source>Some changes did not fit: write another pack when the answer has come</source>
            <translation>有些更改放不下：收到回执包后请再写一个数据包</translation>
        </message>
        <message>
            <source>{count} packs and all changes that are here are confirmed</source>
            <translation>确认收到 {count} 个数据包以及本库现有的全部更改</translation>
        </message>
        <message>
            <source>For {name} ({tag}); nobody else can take it</source>
            <translation>写给 {name}（{tag}），别的副本收不了</translation>
        </message>
        <message>
            <source>For anybody who approves this replica</source>
            <translation>写给任何批准本副本的一方</translation>
        </message>
        <message>
            <source>Fingerprint of this replica: {fingerprint}</source>
            <translation>本副本的密钥指纹：{fingerprint}</translation>
        </message>
        <message>
            <source>{size} written, read back from the disk and found whole: {path}</source>
            <translation>{size} 已写入，并从磁盘读回核验无误：{path}</translation>
        </message>
        <message>
            <source>{new} new changes, {known} known; {photos} new attachments ({size}), {old} known</source>
            <translation>新更改 {new} 项，已有 {known} 项；新附件 {photos} 个（{size}），已有 {old} 个</translation>
        </message>
        <message>
            <source>{days} station-days of readings; confirms {count} of this record's changes</source>
            <translation>{days} 个站日的监测数据；确认收到本库的 {count} 项更改</translation>
        </message>
        <message>
            <source>Changes made from {first} to {last}, by the clocks of their authors</source>
            <translation>更改时间从 {first} 到 {last}，按各自电脑的时钟</translation>
        </message>
        <message>
            <source>It is for {addressee}: it cannot be taken here</source>
            <translation>它是写给 {addressee} 的，不能在本库收下</translation>
        </message>
        <message>
            <source>It was taken here before</source>
            <translation>以前在本库收过</translation>
        </message>
        <message>
            <source>Upgrade needed: a newer version wrote it; taken now, it is kept unopened</source>
            <translation>需要升级：由更新版本的程序写成；现在收下只会原样保存，不打开</translation>
        </message>
        <message>
            <source>It was written here</source>
            <translation>它是本库写的</translation>
        </message>
        <message>
            <source>The writer is approved here</source>
            <translation>写包副本已在本库获得批准</translation>
        </message>
        <message>
            <source>The writer is not approved here; compare the fingerprint, then --approve</source>
            <translation>写包副本尚未在本库获得批准；请先核对密钥指纹，再加 --approve</translation>
        </message>
        <message>
            <source>The writer's approval was revoked: it will be refused</source>
            <translation>写包副本的批准已吊销：将被拒收</translation>
        </message>
        <message>
            <source>The writer is known here under another key: it will be refused</source>
            <translation>本库已知该副本用的是另一把密钥：将被拒收</translation>
        </message>
        <message>
            <source>It is kept unopened and will be taken after the upgrade: {path}</source>
            <translation>已原样保存，未打开，升级后自动收下：{path}</translation>
        </message>
        <message>
            <source>0 changes: this pack was taken before, everything in it is here</source>
            <translation>0 项更改：这个数据包以前收过，其中内容本库都有</translation>
        </message>
        <message>
            <source>{operations} changes, {photos} attachments, {rows} readings taken from {name}</source>
            <translation>从 {name} 收下 {operations} 项更改、{photos} 个附件、{rows} 条监测数据</translation>
        </message>
        <message>
            <source>{operations} changes and {packs} packs of ours confirmed by {name}</source>
            <translation>{name} 确认收到本库的 {operations} 项更改、{packs} 个数据包</translation>
        </message>
        <message>
            <source>{count} replicas have two different histories: a database file was copied and both copies wrote</source>
            <translation>有 {count} 个副本出现了两种不同的历史：数据库文件被复制过，两份都在写</translation>
        </message>
        <message>
            <source>Readings of stations that are not known here wait for the next pack: {codes}</source>
            <translation>以下站点本库还不认识，其监测数据等下一个数据包再收：{codes}</translation>
        </message>
        <message>
            <source>It holds the whole record: a replica with a scope needs a pack of its own</source>
            <translation>它含有全库内容：只负责一部分的副本需要专门为它写的数据包</translation>
        </message>
        <message>
            <source>{where}: rights of {tables} tables and {policies} row policies are in place</source>
            <translation>{where}：{tables} 张表的权限和 {policies} 条行级策略已就位</translation>
        </message>
        <message>
            <source>new</source>
            <translation>新建</translation>
        </message>
        <message>
            <source>was there</source>
            <translation>原有</translation>
        </message>
        <message>
            <source>What remains to be done at the server: qingkong admin check</source>
            <translation>服务器上还要做什么，见 qingkong admin check</translation>
        </message>
        <message>
            <source>Login {login} for {person} ({role}): {scope}</source>
            <translation>{person}（{role}）的账号 {login}：{scope}</translation>
        </message>
        <message>
            <source>Password, shown once and kept nowhere: {password}</source>
            <translation>密码，只显示这一次，哪里都不保存：{password}</translation>
        </message>
        <message>
            <source>Database for this person's computer: {url}</source>
            <translation>此人电脑上用的数据库地址：{url}</translation>
        </message>
        <message>
            <source>{login} is disabled; {count} connections were cut</source>
            <translation>{login} 已停用，切断 {count} 个连接</translation>
        </message>
        <message>
            <source>Its laptop {name} is still approved; if lost: qingkong replica revoke {tag}</source>
            <translation>它的笔记本 {name} 仍是批准的；如已丢失，请运行 qingkong replica revoke {tag}</translation>
        </message>
        <message>
            <source>active</source>
            <translation>在用</translation>
        </message>
        <message>
            <source>disabled {day}</source>
            <translation>{day} 停用</translation>
        </message>
        <message>
            <source>the server does not know it</source>
            <translation>服务器上没有这个账号</translation>
        </message>
        <message>
            <source>role or unit have changed since: disable it, then add it again</source>
            <translation>角色或单位后来变了：请停用后重新开</translation>
        </message>
        <message>
            <source>Nobody waits to be approved</source>
            <translation>没有等待批准的副本</translation>
        </message>
        <message>
            <source>{name} ({tag}) is approved for {scope}; its changes are merged within seconds</source>
            <translation>{name}（{tag}）已批准，范围 {scope}；它的改动几秒内合并</translation>
        </message>
        <message>
            <source>{count} weaknesses</source>
            <translation>{count} 处薄弱</translation>
        </message>
        <message>
            <source>Server and database are as they should be, as far as this login can see</source>
            <translation>就这个账号所能看到的，服务器和数据库都符合要求</translation>
        </message>
        <message>
            <source>{count} changes lie in the office's mailbox, not merged yet</source>
            <translation>{count} 项改动已交到办公室的收件箱，尚未合并</translation>
        </message>
        <message>
            <source>The office has not approved this laptop yet (qingkong admin approve)</source>
            <translation>办公室还没有批准这台笔记本（qingkong admin approve）</translation>
        </message>
        <message>
            <source>Written by {name} ({tag}) on {day}; {side}, holds: {scope}</source>
            <translation>由 {name}（{tag}）写于 {day}；{side}，负责范围：{scope}</translation>
        </message>
        <message>
            <source>Fingerprint of the writer: {fingerprint}</source>
            <translation>写包副本的密钥指纹：{fingerprint}</translation>
        </message>
        <message>
            <source>{count} attachments have not come yet</source>
            <translation>有 {count} 个附件的内容还没有到</translation>
        </message>
        <message>
            <source>Not looked at, because this login may not read all of it: {tables}</source>
            <translation>没有检查（这个账号读不全）：{tables}</translation>
        </message>
        <message>
            <source>“{text}” is no list of networks; write it like 10.1.0.0/16,192.168.1.7</source>
            <translation>“{text}”不是网段列表，请写成 10.1.0.0/16,192.168.1.7 的形式</translation>
        </message>
        <message>
            <source>Dry run: nothing was stored</source>
            <translation>试运行：没有写入任何数据</translation>
        </message>
        <message>
            <source>assumed: {what}</source>
            <translation>按此处理：{what}</translation>
        </message>
        <message>
            <source>a profile is for tables; leave --format out, or write --format table</source>
            <translation>方案只用于表格；请去掉 --format，或写 --format table</translation>
        </message>
        <message>
            <source>The profile: {path}</source>
            <translation>导入方案：{path}</translation>
        </message>
        <message>
            <source>sure</source>
            <translation>确定</translation>
        </message>
        <message>
            <source>likely</source>
            <translation>很可能</translation>
        </message>
        <message>
            <source>doubtful</source>
            <translation>存疑</translation>
        </message>
        <message>
            <source>not used</source>
            <translation>不用</translation>
        </message>
        <message>
            <source>{count} stations of the table are not in the record: {names}. Load a list of stations first (qingkong load stations), or write their codes into the profile under [stations].</source>
            <translation>表中有 {count} 个站点不在库中：{names}。请先导入站点清单（qingkong load stations），或在方案的 [stations] 下写明它们的编码。</translation>
        </message>
        <message>
            <source>{count} connections turned away: {reasons}</source>
            <translation>拒绝了 {count} 个连接：{reasons}</translation>
        </message>
        <message>
            <source>The raw journal is not written any more: {reason}; devices are not affected</source>
            <translation>原始报文日志已停止写入：{reason}；设备接收不受影响</translation>
        </message>
        <message>
            <source>{frames} frames and {damaged} damaged pieces sent again, {answers} answered</source>
            <translation>已重发 {frames} 个数据包和 {damaged} 段损坏内容，收到 {answers} 个应答</translation>
        </message>
        <message>
            <source>it says how to read the files of --watch DIR, which is missing</source>
            <translation>它说明怎样读取 --watch 文件夹中的文件，但没有给出 --watch</translation>
        </message>
        <message>
            <source>HJ 212 flag letters whose values are taken as readings</source>
            <translation>HJ 212 中数值可作为监测数据采用的标记字母</translation>
        </message>
        <message>
            <source>letters, N among them, as NT</source>
            <translation>字母，须含 N，例如 NT</translation>
        </message>
        <message>
            <source>whether minimum, maximum and total of a device are kept as channels</source>
            <translation>是否把设备上传的最小值、最大值、累计值存为通道</translation>
        </message>
        <message>
            <source>yes or no</source>
            <translation>yes 或 no</translation>
        </message>
        <message>
            <source>weights of the composite index; those of 2026 are not confirmed</source>
            <translation>综合指数的权重；2026 年版的权重尚未核实</translation>
        </message>
        <message>
            <source>weights, weights_uncertain or weights_uncertain_mean</source>
            <translation>weights、weights_uncertain 或 weights_uncertain_mean</translation>
        </message>
        <message>
            <source>{path}: {rows} counties and stations, {first} to {last}</source>
            <translation>{path}：{rows} 个区县和站点，{first} 至 {last}</translation>
        </message>
        <message>
            <source>The office's own definitions: {folder}</source>
            <translation>本单位自己的专项定义：{folder}</translation>
        </message>
        <message>
            <source>shipped</source>
            <translation>程序自带</translation>
        </message>
        <message>
            <source>{file}, as it was when it was last good</source>
            <translation>{file} 上一次正确的版本</translation>
        </message>
        <message>
            <source>{count} definitions, no mistakes</source>
            <translation>{count} 个专项定义，没有错误</translation>
        </message>
        <message>
            <source>Edit this file; a console that is open takes it up when it is saved: {path}</source>
            <translation>请改这个文件，存盘后打开着的窗口就会采用：{path}</translation>
        </message>
        <message>
            <source>{count} campaigns are in the database as their definitions say</source>
            <translation>{count} 个专项已按定义写入数据库</translation>
        </message>
        <message>
            <source>the profile is for {other}, not for {campaign}</source>
            <translation>方案是 {other} 专项的，不是 {campaign} 的</translation>
        </message>
        <message>
            <source>{added} replies to orders taken, {unchanged} known, {refused} refused</source>
            <translation>交办单反馈：收下 {added}，已有 {unchanged}，拒收 {refused}</translation>
        </message>
        <message>
            <source>{number} (row {line}): {reason}. The reply: {reply}</source>
            <translation>{number}（第 {line} 行）：{reason}。反馈内容：{reply}</translation>
        </message>
        <message>
            <source>a ledger is written as .xlsx</source>
            <translation>台账只能写成 .xlsx</translation>
        </message>
        <message>
            <source>{path}: {sites} sites and {orders} orders to be filled in</source>
            <translation>{path}：{sites} 个点位、{orders} 张交办单待填</translation>
        </message>
        <message>
            <source>{path}: {sites} sites</source>
            <translation>{path}：{sites} 个点位</translation>
        </message>
        <message>
            <source>Sheet “{sheet}”: header in line {line}, dated {written}</source>
            <translation>工作表“{sheet}”：表头在第 {line} 行，日期 {written}</translation>
        </message>
        <message>
            <source>  for all rows, from the title: {key} = {value}</source>
            <translation>  全部各行，取自标题：{key} = {value}</translation>
        </message>
        <message>
            <source>  the name is made of: {parts}</source>
            <translation>  名称由这些列组成：{parts}</translation>
        </message>
        <message>
            <source>  no column for what is required: {fields}. Give it in a profile</source>
            <translation>  缺少必填的列：{fields}。请在方案中给出</translation>
        </message>
        <message>
            <source>  become a check of {written}: {columns}</source>
            <translation>  记作 {written} 的一次检查：{columns}</translation>
        </message>
        <message>
            <source>… and {count} more changed</source>
            <translation>……另有 {count} 行更新</translation>
        </message>
        <message>
            <source>{sheet}, row {line}: {doubt}</source>
            <translation>{sheet} 第 {line} 行：{doubt}</translation>
        </message>
        <message>
            <source>{sheet}, row {line} is no site: {text}</source>
            <translation>{sheet} 第 {line} 行不是点位：{text}</translation>
        </message>
        <message>
            <source>a check of {day}</source>
            <translation>{day} 的检查</translation>
        </message>
        <message>
            <source>In {count} rows, what has no field of its own was put into “{note}”</source>
            <translation>有 {count} 行，没有对应字段的内容写入“{note}”</translation>
        </message>
        <message>
            <source>{count} sites of this record have no coordinates and could not be looked at.</source>
            <translation>本库有 {count} 个点位没有坐标，未能参与判断。</translation>
        </message>
        <message>
            <source>The coordinates of station {code} are {datum}, those of sites are not said to be: distances may be wrong by some hundred metres.</source>
            <translation>站点 {code} 的坐标是 {datum}，点位坐标未注明坐标系：距离可能有几百米误差。</translation>
        </message>
        <message>
            <source>of an unknown datum</source>
            <translation>坐标系不明</translation>
        </message>
        <message>
            <source>Sheet “{sheet}” is left out: {reason}{advice}</source>
            <translation>工作表“{sheet}”未导入：{reason}{advice}</translation>
        </message>
        <message>
            <source>: load it with --campaign {key}</source>
            <translation>：请用 --campaign {key} 导入</translation>
        </message>
        <message>
            <source>; name it with --sheet if it is a ledger all the same</source>
            <translation>；如确是台账，请用 --sheet 指明</translation>
        </message>
        <message>
            <source>“{text}” is no place; write it like 114.68,36.44</source>
            <translation>“{text}”不是位置，请写成 114.68,36.44</translation>
        </message>
        <message>
            <source>“{text}” is no amount in yuan; write it like 2000 or 2000.50</source>
            <translation>“{text}”不是以元计的金额，请写成 2000 或 2000.50</translation>
        </message>
        <message>
            <source>clocks paused</source>
            <translation>计时暂停</translation>
        </message>
        <message>
            <source>asks for time until {until}</source>
            <translation>申请延期至 {until}</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>已记入</translation>
        </message>
        <message>
            <source>{name} handed over to {to}: {open} open, {late} late</source>
            <translation>{name} 交班给 {to}：{open} 件未结，{late} 件逾期</translation>
        </message>
        <message>
            <source>{name} has taken over</source>
            <translation>{name} 已接班</translation>
        </message>
        <message>
            <source>Account {name}: from now on people sign in here.</source>
            <translation>账号 {name} 已建立：从现在起，使用本数据库须登录。</translation>
        </message>
        <message>
            <source>The password of {name} is changed.</source>
            <translation>{name} 的密码已修改。</translation>
        </message>
        <message>
            <source>The account {name} is disabled.</source>
            <translation>账号 {name} 已停用。</translation>
        </message>
        <message>
            <source>The account {name} is open.</source>
            <translation>账号 {name} 已启用。</translation>
        </message>
        <message>
            <source>All accounts are disabled: nobody needs to sign in here any more.</source>
            <translation>所有账号已停用：使用本数据库不再需要登录。</translation>
        </message>
        <message>
            <source>disabled</source>
            <translation>已停用</translation>
        </message>
        <message>
            <source>locked until {until}</source>
            <translation>锁定至 {until}</translation>
        </message>
        <message>
            <source>No accounts: nobody needs to sign in here.</source>
            <translation>没有账号：使用本数据库不需要登录。</translation>
        </message>
        <message>
            <source>Password of {name}: </source>
            <translation>{name} 的密码：</translation>
        </message>
        <message>
            <source>New password: </source>
            <translation>新密码：</translation>
        </message>
        <message>
            <source>{unit}: {parts} sent, {closed} closed, {late} late; in time: received {received}, on site {on_site}, reported {reported}; returned {returned}, reopened {reopened}</source>
            <translation>{unit}：下发 {parts} 件，销号 {closed}，现逾期 {late}；按时签收 {received}，按时到场 {on_site}，按时办结 {reported}；退回 {returned} 次，重新办理 {reopened} 次</translation>
        </message>
        <message>
            <source>{number}: {added} files added, {refused} refused</source>
            <translation>{number}：已附 {added} 个文件，拒收 {refused} 个</translation>
        </message>
    </context>
    <context>
        <name>command</name>
        <message>
            <source>New order</source>
            <translation>新建交办单</translation>
        </message>
        <message>
            <source>Deadline moved</source>
            <translation>调整时限</translation>
        </message>
        <message>
            <source>Site added</source>
            <translation>新增点位</translation>
        </message>
        <message>
            <source>Site changed</source>
            <translation>修改点位</translation>
        </message>
        <message>
            <source>State of a site changed</source>
            <translation>改变点位状态</translation>
        </message>
        <message>
            <source>Site checked</source>
            <translation>检查点位</translation>
        </message>
        <message>
            <source>Units added</source>
            <translation>新增单位</translation>
        </message>
        <message>
            <source>People added</source>
            <translation>新增人员</translation>
        </message>
        <message>
            <source>Stations saved</source>
            <translation>保存站点</translation>
        </message>
        <message>
            <source>Station registered</source>
            <translation>登记站点</translation>
        </message>
        <message>
            <source>File attached</source>
            <translation>上传附件</translation>
        </message>
        <message>
            <source>Conflict decided</source>
            <translation>裁定冲突</translation>
        </message>
        <message>
            <source>Replica approved</source>
            <translation>批准副本</translation>
        </message>
        <message>
            <source>Scope of a replica changed</source>
            <translation>调整副本范围</translation>
        </message>
        <message>
            <source>Replica revoked</source>
            <translation>吊销副本</translation>
        </message>
        <message>
            <source>Site removed</source>
            <translation>移除点位</translation>
        </message>
        <message>
            <source>Site restored</source>
            <translation>恢复点位</translation>
        </message>
        <message>
            <source>Device registered</source>
            <translation>登记设备</translation>
        </message>
        <message>
            <source>Device bound to a station</source>
            <translation>设备绑定站点</translation>
        </message>
        <message>
            <source>Device taken off its station</source>
            <translation>设备解除绑定</translation>
        </message>
        <message>
            <source>Device changed</source>
            <translation>修改设备</translation>
        </message>
        <message>
            <source>Device removed</source>
            <translation>移除设备</translation>
        </message>
        <message>
            <source>Device restored</source>
            <translation>恢复设备</translation>
        </message>
        <message>
            <source>Sites taken from a ledger</source>
            <translation>从台账导入点位</translation>
        </message>
        <message>
            <source>Sites from a ledger taken back</source>
            <translation>撤销台账导入</translation>
        </message>
        <message>
            <source>File removed</source>
            <translation>移除文件</translation>
        </message>
        <message>
            <source>File brought back</source>
            <translation>恢复文件</translation>
        </message>
        <message>
            <source>Paired: who answers for a site</source>
            <translation>点位包联</translation>
        </message>
        <message>
            <source>Paired: who answers for a unit</source>
            <translation>单位包联</translation>
        </message>
        <message>
            <source>Shifts put on the roster</source>
            <translation>排班</translation>
        </message>
        <message>
            <source>Shift changed</source>
            <translation>班次修改</translation>
        </message>
        <message>
            <source>Shifts swapped</source>
            <translation>换班</translation>
        </message>
        <message>
            <source>Shifts taken off the roster</source>
            <translation>撤下班次</translation>
        </message>
        <message>
            <source>Shifts brought back</source>
            <translation>恢复班次</translation>
        </message>
        <message>
            <source>Signed in</source>
            <translation>签到</translation>
        </message>
        <message>
            <source>Signed out</source>
            <translation>签退</translation>
        </message>
        <message>
            <source>Shift handed over</source>
            <translation>交接班</translation>
        </message>
        <message>
            <source>Many sites changed at once</source>
            <translation>批量修改点位</translation>
        </message>
        <message>
            <source>A change of many sites taken back</source>
            <translation>撤销批量修改</translation>
        </message>
        <message>
            <source>Line in the duty log</source>
            <translation>值班日志记一笔</translation>
        </message>
        <message>
            <source>Shift of the duty room handed over</source>
            <translation>值班室交班</translation>
        </message>
        <message>
            <source>Shift of the duty room taken over</source>
            <translation>值班室接班</translation>
        </message>
    </context>
    <context>
        <name>compass</name>
        <message>
            <source>N</source>
            <translation>北</translation>
        </message>
        <message>
            <source>NE</source>
            <translation>东北</translation>
        </message>
        <message>
            <source>E</source>
            <translation>东</translation>
        </message>
        <message>
            <source>SE</source>
            <translation>东南</translation>
        </message>
        <message>
            <source>S</source>
            <translation>南</translation>
        </message>
        <message>
            <source>SW</source>
            <translation>西南</translation>
        </message>
        <message>
            <source>W</source>
            <translation>西</translation>
        </message>
        <message>
            <source>NW</source>
            <translation>西北</translation>
        </message>
    </context>
    <context>
        <name>conflict</name>
        <message>
            <source>Open the order</source>
            <translation>打开交办单</translation>
        </message>
        <message>
            <source>Open the site</source>
            <translation>打开点位</translation>
        </message>
        <message>
            <source>Before: {value}</source>
            <translation>原值：{value}</translation>
        </message>
        <message>
            <source>stands</source>
            <translation>有效</translation>
        </message>
        <message>
            <source>without effect</source>
            <translation>未生效</translation>
        </message>
        <message>
            <source>Take this one</source>
            <translation>采用这个</translation>
        </message>
        <message>
            <source>on this computer</source>
            <translation>在本机</translation>
        </message>
        <message>
            <source>written {moment}</source>
            <translation>写于 {moment}</translation>
        </message>
        <message>
            <source>received {moment}</source>
            <translation>收到 {moment}</translation>
        </message>
        <message>
            <source>Its clock was {off}</source>
            <translation>它的时钟{off}</translation>
        </message>
        <message>
            <source>keeps it</source>
            <translation>保留此号</translation>
        </message>
        <message>
            <source>to decide</source>
            <translation>待决</translation>
        </message>
        <message>
            <source>too late</source>
            <translation>迟到</translation>
        </message>
        <message>
            <source>doubled</source>
            <translation>重号</translation>
        </message>
        <message>
            <source>overruled</source>
            <translation>已按规则</translation>
        </message>
        <message>
            <source>somebody</source>
            <translation>某人</translation>
        </message>
        <message>
            <source>Two different things carry one {field}. Both are kept; the second one has a mark behind it until it gets a {field} of its own.</source>
            <translation>两个不同的对象用了同一个{field}。两者都保留；后一个暂在后面加了记号，等它有了自己的{field}为止。</translation>
        </message>
        <message>
            <source>It was deleted on one side and worked on at the other. Until somebody decides: {value}.</source>
            <translation>一方删除了它，另一方还在改它。在有人决定之前：{value}。</translation>
        </message>
        <message>
            <source>Changed on two sides that did not know of each other; the rule decided: {value} stands. The other value is kept here.</source>
            <translation>双方互不知情时都改了它，已按规则取 {value}。另一个值保留在这里。</translation>
        </message>
        <message>
            <source>Changed on two sides that did not know of each other. Until somebody decides, {value} stands.</source>
            <translation>双方互不知情时都改了它。在有人决定之前，暂用 {value}。</translation>
        </message>
        <message>
            <source>{who}'s step “{step}” came when the order was {state} already. The step is kept here and in the log; it had no effect.</source>
            <translation>{who}的“{step}”到达时，交办单已是“{state}”。这一步保留在这里和日志里，没有生效。</translation>
        </message>
        <message>
            <source>stands for now</source>
            <translation>暂用</translation>
        </message>
    </context>
    <context>
        <name>deed</name>
        <message>
            <source>Dispatched</source>
            <translation>下发</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>签收</translation>
        </message>
        <message>
            <source>On site</source>
            <translation>到场</translation>
        </message>
        <message>
            <source>Reported</source>
            <translation>反馈</translation>
        </message>
        <message>
            <source>Verified</source>
            <translation>核查通过</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>退回</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>销号</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>作废</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Reopened</source>
            <translation>重新办理</translation>
        </message>
        <message>
            <source>More time asked for</source>
            <translation>已申请延期</translation>
        </message>
        <message>
            <source>More time granted</source>
            <translation>已同意延期</translation>
        </message>
        <message>
            <source>More time refused</source>
            <translation>未同意延期</translation>
        </message>
        <message>
            <source>Clocks paused</source>
            <translation>计时暂停</translation>
        </message>
        <message>
            <source>Clocks go on</source>
            <translation>计时恢复</translation>
        </message>
        <message>
            <source>Escalated</source>
            <translation>督办升级</translation>
        </message>
    </context>
    <context>
        <name>definition</name>
        <message>
            <source>This program reads version {version}. Upgrade it, or the file.</source>
            <translation>本程序读的是第 {version} 版格式。请升级程序，或改文件。</translation>
        </message>
        <message>
            <source>brackets are nested too deeply. Take some away.</source>
            <translation>括号套得太深。请删掉一些。</translation>
        </message>
        <message>
            <source>cannot be read: {reason}.</source>
            <translation>读不了：{reason}。</translation>
        </message>
        <message>
            <source>is larger than {most} kB. It is no definition.</source>
            <translation>大于 {most} kB，不是专项定义。</translation>
        </message>
        <message>
            <source>byte {byte} is not UTF-8. Save the file as UTF-8.</source>
            <translation>第 {byte} 字节不是 UTF-8。请把文件另存为 UTF-8。</translation>
        </message>
        <message>
            <source>not valid TOML: {reason}. Mend that line.</source>
            <translation>不符合 TOML 写法：{reason}。请改这一行。</translation>
        </message>
        <message>
            <source>“{value}” belongs to another file, that of the campaign “{other}”. Choose another.</source>
            <translation>“{value}”已被另一个文件（专项“{other}”）使用。请换一个。</translation>
        </message>
        <message>
            <source>is in use, but cannot be kept as the last good version: {reason}. Make the folder writable; till then a mistake in this file takes it out of use at the next start.</source>
            <translation>已生效，但存不下“上一次正确的版本”：{reason}。请让文件夹可写；在此之前，这个文件一旦写错，下次启动就不再使用它。</translation>
        </message>
        <message>
            <source>the database holds other definitions; its owner must run “qingkong init” to replace them</source>
            <translation>数据库里记的是另一套专项定义；要换，请数据库所有者运行 qingkong init</translation>
        </message>
        <message>
            <source>“{mark}” is not one Chinese character. Order numbers carry it; give exactly one.</source>
            <translation>“{mark}”不是一个汉字。交办单编号里要用它，请正好写一个汉字。</translation>
        </message>
        <message>
            <source>is empty. Name the department that leads.</source>
            <translation>是空的。请写明牵头部门。</translation>
        </message>
        <message>
            <source>“{word}” stands for {other} already. A column must mean one thing; remove one.</source>
            <translation>“{word}”已经用在 {other}。一个表头只能指一样东西，请删掉一处。</translation>
        </message>
        <message>
            <source>“{key}” is missing. Add [[states]] with this key.</source>
            <translation>缺少“{key}”。请加一段 [[states]]，key 写它。</translation>
        </message>
        <message>
            <source>“{group}” was begun above. Put the items of a group one after the other.</source>
            <translation>“{group}”这一组上面已经有了。同组的检查项请挨着写。</translation>
        </message>
        <message>
            <source>Give either hours or days.</source>
            <translation>hours 和 days 请写一个，只写一个。</translation>
        </message>
        <message>
            <source>Give a date or days after a site was listed, not both.</source>
            <translation>date（固定日期）和 days（建档后几天）只能写一个。</translation>
        </message>
        <message>
            <source>is empty. Give the lengths of a shift in hours.</source>
            <translation>是空的。请写每班几小时。</translation>
        </message>
        <message>
            <source>Shifts of {hours} hours do not fill a day. Use 4, 6, 8, 12 or 24.</source>
            <translation>每班 {hours} 小时排不满一天。请用 4、6、8、12 或 24。</translation>
        </message>
        <message>
            <source>{reason}. Write a brace that is meant as such twice.</source>
            <translation>{reason}。要显示花括号本身，请写两个。</translation>
        </message>
        <message>
            <source>{placeholder} cannot be filled in. Use {{site}} and {{unit}}.</source>
            <translation>{placeholder} 没有内容可填。只能用 {{site}} 和 {{unit}}。</translation>
        </message>
        <message>
            <source>A field of type {type} is not measured. Remove the unit, or use type number.</source>
            <translation>{type} 类型的字段没有计量单位。请删掉 unit，或把类型改成 number。</translation>
        </message>
        <message>
            <source>Fields of type choice have choices, others have none. Add or remove them.</source>
            <translation>choice 类型必须有 choices，别的类型不能有。请补上或删掉。</translation>
        </message>
        <message>
            <source>Fields of type computed say how, others do not. Add or remove it.</source>
            <translation>computed 类型必须写明怎么算，别的类型不能写。请补上或删掉。</translation>
        </message>
        <message>
            <source>“{op}” needs fields. Name them by their keys.</source>
            <translation>“{op}”要有参与计算的字段。请写它们的 key。</translation>
        </message>
        <message>
            <source>“{op}” needs exactly two fields. Name two by their keys.</source>
            <translation>“{op}”正好要两个字段。请写两个 key。</translation>
        </message>
        <message>
            <source>Only fields of type number have bounds. Remove it.</source>
            <translation>只有 number 类型能写上下限。请删掉。</translation>
        </message>
        <message>
            <source>{most} is less than min, {least}. Change one of them.</source>
            <translation>{most} 小于下限 {least}。请改其中一个。</translation>
        </message>
        <message>
            <source>Only fields of type number or computed have decimals. Remove it.</source>
            <translation>只有 number 和 computed 类型能写小数位数。请删掉。</translation>
        </message>
        <message>
            <source>{value} is more than {most}. Use fewer.</source>
            <translation>{value} 超过了 {most}。请改小。</translation>
        </message>
        <message>
            <source>Only fields of type date are milestones. Remove it.</source>
            <translation>只有 date 类型能作节点。请删掉。</translation>
        </message>
        <message>
            <source>This field is required always, or computed. Remove one of the two.</source>
            <translation>这个字段已经是必填项，或是算出来的。两种写法请删掉一种。</translation>
        </message>
        <message>
            <source>“{field}” is yes or no. Give true or false.</source>
            <translation>“{field}”是是非项。请写 true 或 false。</translation>
        </message>
        <message>
            <source>“{field}” has no such choice. Use one of: {choices}.</source>
            <translation>“{field}”没有这个选项。可用：{choices}。</translation>
        </message>
        <message>
            <source>“{value}” cannot be a key. Use lower-case letters, digits, - and _.</source>
            <translation>“{value}”不能作 key。请用小写字母、数字、- 和 _。</translation>
        </message>
        <message>
            <source>“{value}” is not known. Use one of: {known}.</source>
            <translation>不认识“{value}”。可用：{known}。</translation>
        </message>
        <message>
            <source>“{value}” is there twice. Remove one.</source>
            <translation>“{value}”写了两遍。请删掉一个。</translation>
        </message>
        <message>
            <source>“{value}” is there twice. Give this one another key.</source>
            <translation>“{value}”用了两次。请给这一个换个 key。</translation>
        </message>
        <message>
            <source>{value} must be greater than the number before it.</source>
            <translation>{value} 要大于前面的数。</translation>
        </message>
        <message>
            <source>has {count} entries and needs at least {least}. Add a {table}.</source>
            <translation>有 {count} 项，至少要 {least} 项。请加一段 {table}。</translation>
        </message>
        <message>
            <source>is not a known key. Did you mean “{near}”?</source>
            <translation>没有这个写法。是不是想写“{near}”？</translation>
        </message>
        <message>
            <source>is not a known key. Known here: {known}.</source>
            <translation>没有这个写法。这里可以写：{known}。</translation>
        </message>
        <message>
            <source>is missing. {wanted}</source>
            <translation>缺少。{wanted}</translation>
        </message>
        <message>
            <source>is {value}. {wanted}</source>
            <translation>写成了 {value}。{wanted}</translation>
        </message>
        <message>
            <source>Give a text that is not empty.</source>
            <translation>请写一段不为空的文字。</translation>
        </message>
        <message>
            <source>Give a number greater than {least}.</source>
            <translation>请写一个大于 {least} 的数。</translation>
        </message>
        <message>
            <source>Give a number.</source>
            <translation>请写一个数。</translation>
        </message>
        <message>
            <source>Give a whole number, at least {least}.</source>
            <translation>请写一个不小于 {least} 的整数。</translation>
        </message>
        <message>
            <source>Give a list of whole numbers greater than 0.</source>
            <translation>请写一列大于 0 的整数。</translation>
        </message>
        <message>
            <source>Give a day such as 2020-05-31, without quotation marks.</source>
            <translation>请写日期，例如 2020-05-31，不加引号。</translation>
        </message>
        <message>
            <source>Give true or false, without quotation marks.</source>
            <translation>请写 true 或 false，不加引号。</translation>
        </message>
        <message>
            <source>Give a list of texts.</source>
            <translation>请写一列文字。</translation>
        </message>
        <message>
            <source>Give a table {table}.</source>
            <translation>请写一段 {table}。</translation>
        </message>
        <message>
            <source>Give a list of tables {table}.</source>
            <translation>请写若干段 {table}。</translation>
        </message>
        <message>
            <source>{file}, line {line}</source>
            <translation>{file} 第 {line} 行</translation>
        </message>
        <message>
            <source>{file}: its last good version stays in use.</source>
            <translation>{file}：继续使用它上一次正确的版本。</translation>
        </message>
        <message>
            <source>{file}: the shipped definition is in use meanwhile.</source>
            <translation>{file}：暂用程序自带的定义。</translation>
        </message>
        <message>
            <source>{file}: out of use until it is mended.</source>
            <translation>{file}：改好之前不使用。</translation>
        </message>
        <message>
            <source>“{text}” is no time limit. Write an amount with min, h, d or wd: 30min, 24h, 7wd.</source>
            <translation>“{text}”不是时限。请写数量加单位：min 分钟、h 小时、d 天、wd 工作日，例如 30min、24h、7wd。</translation>
        </message>
    </context>
    <context>
        <name>entity</name>
        <message>
            <source>order</source>
            <translation>交办单</translation>
        </message>
        <message>
            <source>part of an order</source>
            <translation>交办单</translation>
        </message>
        <message>
            <source>step of an order</source>
            <translation>交办单步骤</translation>
        </message>
        <message>
            <source>site</source>
            <translation>点位</translation>
        </message>
        <message>
            <source>site in a campaign</source>
            <translation>点位</translation>
        </message>
        <message>
            <source>check</source>
            <translation>检查</translation>
        </message>
        <message>
            <source>station</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>person</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>replica</source>
            <translation>副本</translation>
        </message>
        <message>
            <source>file</source>
            <translation>附件</translation>
        </message>
        <message>
            <source>campaign</source>
            <translation>专项</translation>
        </message>
        <message>
            <source>{kind} that is not here</source>
            <translation>不在本库的{kind}</translation>
        </message>
        <message>
            <source>pairing</source>
            <translation>包联</translation>
        </message>
        <message>
            <source>pairing of a unit</source>
            <translation>单位包联</translation>
        </message>
        <message>
            <source>shift</source>
            <translation>班次</translation>
        </message>
        <message>
            <source>signature on a shift</source>
            <translation>值守签字</translation>
        </message>
        <message>
            <source>rung of the ladder</source>
            <translation>督办层级</translation>
        </message>
        <message>
            <source>line of the duty log</source>
            <translation>值班日志</translation>
        </message>
    </context>
    <context>
        <name>errors</name>
        <message>
            <source>This must be filled in.</source>
            <translation>此项必填。</translation>
        </message>
        <message>
            <source>“{value}” is not a choice. Use one of: {known}.</source>
            <translation>“{value}”不在可选项内，应为：{known}。</translation>
        </message>
        <message>
            <source>“{value}” is not a text.</source>
            <translation>“{value}”不是文字。</translation>
        </message>
        <message>
            <source>“{value}” is not a number.</source>
            <translation>“{value}”不是数字。</translation>
        </message>
        <message>
            <source>“{value}” is not a date such as 2020-03-19.</source>
            <translation>“{value}”不是日期，应写成 2020-03-19。</translation>
        </message>
        <message>
            <source>“{value}” is not true or false.</source>
            <translation>“{value}”不是“是”或“否”。</translation>
        </message>
        <message>
            <source>“{value}” is not a longitude and a latitude.</source>
            <translation>“{value}”不是经纬度。</translation>
        </message>
        <message>
            <source>There is no {what} {key}. Check the code and try again.</source>
            <translation>没有这个{what}：{key}。请核对编码后再试。</translation>
        </message>
        <message>
            <source>{message}</source>
            <translation>{message}</translation>
        </message>
        <message>
            <source>Order {number} is {state}; the step “{step}” is not possible from there. Possible now: {possible}.</source>
            <translation>交办单 {number} 现为“{state}”，不能“{step}”。现在可以：{possible}。</translation>
        </message>
        <message>
            <source>{what} was changed by somebody else meanwhile. Look at the new state and try again.</source>
            <translation>{what} 刚被别人改动过。请看新的状态后再试。</translation>
        </message>
        <message>
            <source>{what} {key} exists already.</source>
            <translation>{what} {key} 已存在。</translation>
        </message>
        <message>
            <source>{field}: {problem}</source>
            <translation>{field}：{problem}</translation>
        </message>
        <message>
            <source>The database is busy: another program is writing. Nothing was changed; try again.</source>
            <translation>数据库正忙，另一个程序在写入。没有做任何改动，请再试一次。</translation>
        </message>
        <message>
            <source>The database at {where} cannot be written. Nothing was changed; check the file's permissions.</source>
            <translation>数据库 {where} 不可写。没有做任何改动，请检查文件权限。</translation>
        </message>
        <message>
            <source>The disk is full. Nothing was changed; free some space and try again.</source>
            <translation>磁盘已满。没有做任何改动，请腾出空间后再试。</translation>
        </message>
        <message>
            <source>The database at {where} cannot be reached: {reason}</source>
            <translation>数据库 {where} 连不上：{reason}</translation>
        </message>
        <message>
            <source>The database at {where} was made by a newer version of the program (schema {found}, this program knows up to {known}). It was not touched; upgrade this program.</source>
            <translation>数据库 {where} 由更新版本的程序建立（结构 {found}，本程序最高支持 {known}）。未做任何改动，请升级本程序。</translation>
        </message>
        <message>
            <source>The database at {where} is not set up. Run: qingkong --db {where} init --region handan</source>
            <translation>数据库 {where} 尚未建立。请运行：qingkong --db {where} init --region handan</translation>
        </message>
        <message>
            <source>{url} is not a database this program can open. Use sqlite:///path/to/file.db or postgresql+psycopg://user@host/name.</source>
            <translation>{url} 不是本程序能打开的数据库。应为 sqlite:///文件路径.db 或 postgresql+psycopg://用户@主机/库名。</translation>
        </message>
        <message>
            <source>Cannot listen on {host}:{port}: {reason}</source>
            <translation>无法在 {host}:{port} 接收：{reason}</translation>
        </message>
        <message>
            <source>Port {port} on {host} is taken by another program. Stop that program or choose another port.</source>
            <translation>{host} 的端口 {port} 被别的程序占用。请停掉那个程序或换一个端口。</translation>
        </message>
        <message>
            <source>The picture could not be made: {reason}</source>
            <translation>图片生成失败：{reason}</translation>
        </message>
        <message>
            <source>{file}: {problem}</source>
            <translation>{file}：{problem}</translation>
        </message>
        <message>
            <source>A dump as {fmt} is not possible yet. Use --format csv or --format jsonl.</source>
            <translation>暂不能导出为 {fmt}，请用 --format csv 或 --format jsonl。</translation>
        </message>
        <message>
            <source>{path} cannot be written: {reason}</source>
            <translation>{path} 无法写入：{reason}</translation>
        </message>
        <message>
            <source>{file} cannot be read: {reason}</source>
            <translation>{file} 无法读取：{reason}</translation>
        </message>
        <message>
            <source>{file} is {kind}, not a CSV file. Save it as CSV (UTF-8) and try again.</source>
            <translation>{file} 是 {kind}，不是 CSV 文件。请另存为 CSV（UTF-8）后再试。</translation>
        </message>
        <message>
            <source>{file} is neither UTF-8 nor GB18030 text. Save it as CSV (UTF-8) and try again.</source>
            <translation>{file} 既不是 UTF-8 也不是 GB18030 文本。请另存为 CSV（UTF-8）后再试。</translation>
        </message>
        <message>
            <source>{file} is empty.</source>
            <translation>{file} 是空文件。</translation>
        </message>
        <message>
            <source>{file} has no known layout. Its header is: {header}</source>
            <translation>{file} 的格式无法识别，表头为：{header}</translation>
        </message>
        <message>
            <source>The refused rows cannot be written to {path}: {reason}</source>
            <translation>拒收的行无法写入 {path}：{reason}</translation>
        </message>
        <message>
            <source>The database at {where} is in use. The demo's invented sites and orders go into an empty one.</source>
            <translation>数据库 {where} 已在使用。演示用的虚构点位和交办单只能放进空库。</translation>
        </message>
        <message>
            <source>{field} is empty. Fill it in.</source>
            <translation>{field}为空，请填写。</translation>
        </message>
        <message>
            <source>{field}: {value} is not between {low} and {high}.</source>
            <translation>{field}：{value} 不在 {low} 到 {high} 之间。</translation>
        </message>
        <message>
            <source>No receiving unit is named. Name at least one.</source>
            <translation>没有写承办单位，请至少写一个。</translation>
        </message>
        <message>
            <source>{name} has {size} bytes; a file may have 1 to {largest}.</source>
            <translation>{name} 有 {size} 字节；文件应在 1 到 {largest} 字节之间。</translation>
        </message>
        <message>
            <source>Units of the kind {kind} are loaded by init, not added.</source>
            <translation>{kind} 类单位由 init 载入，不能另行添加。</translation>
        </message>
        <message>
            <source>There is no dump of {dump}. There are: {known}.</source>
            <translation>没有 {dump} 这种导出，可用：{known}。</translation>
        </message>
        <message>
            <source>The option {option} means nothing for a dump of {dump}.</source>
            <translation>选项 {option} 对导出 {dump} 没有意义。</translation>
        </message>
        <message>
            <source>The data are damaged or were not written by this program: {what}. Nothing of them was taken.</source>
            <translation>数据已损坏，或不是本程序写出的：{what}。其中内容一概未收入。</translation>
        </message>
        <message>
            <source>These data were written by a newer version of the program (form {found}, this program knows up to {known}). They are kept unopened; upgrade this program, then they will be taken.</source>
            <translation>这些数据由更新版本的程序写出（格式 {found}，本程序最高支持 {known}）。数据已原样保存、未拆开；请升级本程序，升级后会自动收入。</translation>
        </message>
        <message>
            <source>{count} changes from {name} were not taken: {reason}. They are listed under “refused”; nothing else is affected.</source>
            <translation>来自 {name} 的 {count} 项改动未收入：{reason}。已列入“被拒收”，其他数据不受影响。</translation>
        </message>
        <message>
            <source>{where} is this same record, or a copy of its file. A copy must not be used beside the original: set up the other computer with “qingkong init”, then exchange.</source>
            <translation>{where} 就是本库，或是本库文件的拷贝。拷贝不能与原库同时使用：请在另一台电脑上用 “qingkong init” 新建，再同步。</translation>
        </message>
        <message>
            <source>The exchange was stopped. What was confirmed stays; the next one goes on from there.</source>
            <translation>同步已停止。已确认的部分不受影响，下次从断点继续。</translation>
        </message>
        <message>
            <source>Only an office can approve or revoke replicas. This record belongs to {name}, a field replica; ask the office.</source>
            <translation>只有大气办的库才能批准或吊销副本。本库属于 {name}，是基层副本；请找大气办办理。</translation>
        </message>
        <message>
            <source>{name} was approved with another key. Somebody may be using its name; nothing was changed. If the computer was really set up anew, it has a new identity and is approved as a new replica.</source>
            <translation>{name} 批准时用的是另一把密钥，可能有人冒用其名；未作任何改动。如果这台电脑确实重装过，它会有新的身份，请按新副本批准。</translation>
        </message>
        <message>
            <source>There is nothing to decide here: a rule has settled it. It can be marked as read.</source>
            <translation>这一项无需裁定：规则已经处理，可标为已读。</translation>
        </message>
        <message>
            <source>The connection to the database at {where} broke while the change was being confirmed: it may or may not have been written. Look at the record before you enter it again.</source>
            <translation>与数据库 {where} 的连接在确认改动时断开：这次改动可能已写入，也可能没有。请先查看数据库中的现状，再决定是否重新录入。</translation>
        </message>
        <message>
            <source>Not done: the database could not be reached (away since {since}). What you typed is still here; try again when the database is back.</source>
            <translation>未完成：数据库连不上（{since} 起无应答）。您填写的内容还在，等数据库恢复后请再试一次。</translation>
        </message>
        <message>
            <source>The database {where} lies on a network share ({detail}), where file locks and SQLite's write-ahead log do not work: it would be damaged. It was not opened. Close it everywhere and move it to this computer's own disk; bring data to others with “qingkong sync” or “qingkong pack out”.</source>
            <translation>数据库 {where} 在网络共享盘上（{detail}），那里的文件锁和 SQLite 预写日志不起作用，数据库会被损坏，因此没有打开。请先在所有电脑上关闭它，再把它移到本机磁盘；要把数据给别的电脑，请用“qingkong sync”同步或“qingkong pack out”写数据包。</translation>
        </message>
        <message>
            <source>The database {where} lies on a stick or another disk that can be pulled out ({detail}); pulled in the middle of a write, it is damaged. It was not opened. Move it to this computer's own disk; carry data on the stick with “qingkong pack out”.</source>
            <translation>数据库 {where} 在U盘或其他可拔出的盘上（{detail}），写入中途拔出会损坏数据库，因此没有打开。请把它移到本机磁盘；要用U盘带数据，请用“qingkong pack out”写数据包。</translation>
        </message>
        <message>
            <source>It was stopped before it was done. Nothing half-written remains; earlier files are untouched.</source>
            <translation>尚未完成就已停止。没有留下写了一半的文件，以前的文件没有改动。</translation>
        </message>
        <message>
            <source>{folder} has {free} MB left and a backup needs about {needed} MB. Make room there or name another folder with --backup-dir; earlier backups are untouched.</source>
            <translation>{folder} 只剩 {free} MB，一份备份约需 {needed} MB。请腾出空间，或用 --backup-dir 另指定目录；以前的备份没有改动。</translation>
        </message>
        <message>
            <source>{tool} was not found on this computer. Install the client programs of PostgreSQL {server} or newer, or put their folder on the PATH.</source>
            <translation>本机没有找到 {tool}。请安装 PostgreSQL {server} 或更新版本的客户端程序，或把它所在的目录加入 PATH。</translation>
        </message>
        <message>
            <source>{path} is of PostgreSQL {found}, the server is of PostgreSQL {server}. Install the client programs of PostgreSQL {server} or newer.</source>
            <translation>{path} 是 PostgreSQL {found} 的程序，服务器是 PostgreSQL {server}。请安装 PostgreSQL {server} 或更新版本的客户端程序。</translation>
        </message>
        <message>
            <source>{tool} failed: {reason}</source>
            <translation>{tool} 执行失败：{reason}</translation>
        </message>
        <message>
            <source>{where} is not empty. A backup is restored into a new database only: name another one.</source>
            <translation>{where} 不是空的。备份只能恢复到新的空数据库：请另指定一个。</translation>
        </message>
        <message>
            <source>{file} is a backup of {engine} and does not fit {where}. Name a database of {engine}.</source>
            <translation>{file} 是 {engine} 的备份，不能恢复到 {where}。请指定一个 {engine} 数据库。</translation>
        </message>
        <message>
            <source>{file} is a backup of PostgreSQL. Name a database of a PostgreSQL server with --db; the drill makes a temporary database beside it.</source>
            <translation>{file} 是 PostgreSQL 的备份。请用 --db 指定 PostgreSQL 服务器上的一个数据库，演练会在同一台服务器上建立临时数据库。</translation>
        </message>
        <message>
            <source>{count} received frames cannot be stored and are kept; devices get no answer meanwhile: {reason}</source>
            <translation>已收到的 {count} 条数据暂时无法入库，先保留着；其间不向设备应答：{reason}</translation>
        </message>
        <message>
            <source>Another service has taken over this database. This one does nothing until it is needed again.</source>
            <translation>另一个服务已接手这个数据库。本服务在重新轮到之前不做任何事。</translation>
        </message>
        <message>
            <source>Cancelled. {name} was not finished; begin again whenever you like, nothing is lost or doubled.</source>
            <translation>已取消，{name} 没有做完。随时可以重新开始，不会丢失，也不会重复。</translation>
        </message>
        <message>
            <source>The passphrase is empty or longer than {longest} characters. Choose another one.</source>
            <translation>口令为空或超过 {longest} 个字符，请换一个。</translation>
        </message>
        <message>
            <source>This computer's cryptographic library does not know {cipher}. Use the cipher aes.</source>
            <translation>这台电脑的密码库不支持 {cipher}，请改用 aes 加密。</translation>
        </message>
        <message>
            <source>{key} does not name exactly one replica. Known here: {known}. Name one of them with --to.</source>
            <translation>“{key}”不能确定是哪一个副本。本库已知的有：{known}。请用 --to 指明其中一个。</translation>
        </message>
        <message>
            <source>Several replicas are known here: {known}. Say with --to which of them the pack is for.</source>
            <translation>本库已知多个副本：{known}。请用 --to 指明数据包写给哪一个。</translation>
        </message>
        <message>
            <source>There is no room for {name}: the disk or stick is full. Nothing half-written is left there. Free some space, or write it without attachments, and try again.</source>
            <translation>{name} 写不下：磁盘或 U 盘已满。没有留下写了一半的文件。请腾出空间，或者不带附件，再试一次。</translation>
        </message>
        <message>
            <source>{name} could not be written: {reason}. Nothing half-written is left under this name. Put the stick in again, or choose another folder, and try again.</source>
            <translation>{name} 无法写入：{reason}。该名称下没有留下写了一半的文件。请重新插好 U 盘，或换一个文件夹，再试一次。</translation>
        </message>
        <message>
            <source>{name} was written, but what was read back from the disk or stick is something else. It was removed again. The stick may be worn out; use another one.</source>
            <translation>{name} 已写入，但从磁盘或 U 盘读回的内容与写入的不一致，已将其删除。U 盘可能已老化，请换一个。</translation>
        </message>
        <message>
            <source>Temporary files cannot be written in {folder}: {reason}. Nothing was written; free some space there and try again.</source>
            <translation>无法在 {folder} 写临时文件：{reason}。什么也没有写；请在那里腾出空间后再试。</translation>
        </message>
        <message>
            <source>The attachment {digest} in this record is damaged, so the pack was not written. Run: qingkong check; or write the pack with --no-attachments.</source>
            <translation>本库中的附件 {digest} 已损坏，数据包没有写。请运行：qingkong check；或者加 --no-attachments 写不带附件的数据包。</translation>
        </message>
        <message>
            <source>{name} exists already and is left as it is. Choose another name, or remove it first.</source>
            <translation>{name} 已经存在，保持原样未动。请换一个名称，或先将其删除。</translation>
        </message>
        <message>
            <source>{name} would be larger than a pack may be: {what}. Nothing was written; exchange over the network instead: qingkong sync.</source>
            <translation>{name} 会超过数据包允许的大小：{what}。什么也没有写；请改用网络同步：qingkong sync。</translation>
        </message>
        <message>
            <source>{name} cannot be read: {reason}. Nothing was taken; put the stick in again, check the name, and try again.</source>
            <translation>{name} 无法读取：{reason}。未收下任何内容；请重新插好 U 盘，核对文件名，再试一次。</translation>
        </message>
        <message>
            <source>{name} is not a pack that this program knows. Nothing was taken; check that it is the right file.</source>
            <translation>{name} 不是本程序认识的数据包。未收下任何内容；请确认是否选对了文件。</translation>
        </message>
        <message>
            <source>{name} ends too early: it was not copied whole. Nothing was taken; copy it again or have it written again.</source>
            <translation>{name} 不完整：没有拷贝完全。未收下任何内容；请重新拷贝，或请对方重新写一份。</translation>
        </message>
        <message>
            <source>{name} is damaged: {what}. Nothing was taken; copy it again or have it written again.</source>
            <translation>{name} 已损坏：{what}。未收下任何内容；请重新拷贝，或请对方重新写一份。</translation>
        </message>
        <message>
            <source>{name} holds a member with a name that no pack has: {member}. The file was not made by this program. Nothing was taken.</source>
            <translation>{name} 中有数据包不会有的文件名：{member}。该文件不是本程序写的。未收下任何内容。</translation>
        </message>
        <message>
            <source>{name} unpacks to more than it says: {member}. Files like this are made to fill up computers. Nothing was taken.</source>
            <translation>{name} 解开后比它所说的大：{member}。这类文件是用来撑满电脑的。未收下任何内容。</translation>
        </message>
        <message>
            <source>{name}: {member} holds something that this program does not write, though it was signed. It and what comes after it was not taken; what came before stays. Tell the writer.</source>
            <translation>{name}：{member} 虽有签名，但内容不是本程序会写的。这一部分及其后的内容没有收下，之前收下的保留。请告知写包的一方。</translation>
        </message>
        <message>
            <source>{name} could not be read to its end: {reason}. What was taken stays; put the stick in again and take it again, it goes on from there.</source>
            <translation>{name} 没能读到末尾：{reason}。已收下的内容保留；请重新插好 U 盘再收一次，会从断开处继续。</translation>
        </message>
        <message>
            <source>The passphrase of {name} is another one. Nothing was taken; check it and try again.</source>
            <translation>{name} 的口令不对。未收下任何内容；请核对口令再试一次。</translation>
        </message>
        <message>
            <source>{name} needs {megabytes} MB of memory to be decrypted, which are not free. Nothing was taken; close other programs and try again.</source>
            <translation>解密 {name} 需要 {megabytes} MB 内存，目前不够。未收下任何内容；请关闭其他程序再试一次。</translation>
        </message>
        <message>
            <source>{name} says that it comes from {writer}, but the signature is not theirs: it was changed or made up. Nothing was taken; tell {writer}.</source>
            <translation>{name} 自称来自 {writer}，但签名不是对方的：内容被改动过或是伪造的。未收下任何内容；请告知 {writer}。</translation>
        </message>
        <message>
            <source>{name} comes from {writer} ({tag}), which is not approved here. Ask them for their fingerprint; if it is {fingerprint}, run: qingkong pack in {name} --approve</source>
            <translation>{name} 来自 {writer}（{tag}），它尚未在本库获得批准。请向对方询问密钥指纹，确为 {fingerprint} 时运行：qingkong pack in {name} --approve</translation>
        </message>
        <message>
            <source>{name} says that it comes from {writer}, but its key has the fingerprint {fingerprint}; the one known here has {known}. Somebody may pretend to be {writer}. Nothing was taken.</source>
            <translation>{name} 自称来自 {writer}，但其密钥指纹是 {fingerprint}，而本库已知的是 {known}。可能有人冒充 {writer}。未收下任何内容。</translation>
        </message>
        <message>
            <source>{name} comes from {writer}, whose approval was revoked on {day}. Nothing was taken.</source>
            <translation>{name} 来自 {writer}，其批准已于 {day} 吊销。未收下任何内容。</translation>
        </message>
        <message>
            <source>{name} was written for another replica ({addressee}), not for this one. Nothing was taken.</source>
            <translation>{name} 是写给另一个副本（{addressee}）的，不是给本库的。未收下任何内容。</translation>
        </message>
        <message>
            <source>{name} was written here. There is nothing in it to take; bring it to the others.</source>
            <translation>{name} 是本库写的，没有可收的内容；请把它带给对方。</translation>
        </message>
        <message>
            <source>{name} was not taken here yet, so there is nothing to confirm. First: qingkong pack in {name}</source>
            <translation>{name} 还没有在本库收下，无可确认。请先运行：qingkong pack in {name}</translation>
        </message>
        <message>
            <source>{name} was written by a newer version of the program (form {found}, this program knows up to {known}). Upgrade needed: upgrade this program, then take it.</source>
            <translation>{name} 是更新版本的程序写的（格式 {found}，本程序最高支持 {known}）。需要升级：请先升级本程序，再收下它。</translation>
        </message>
        <message>
            <source>{name} was written in form {found}, which is too old: this program reads from {known} on. Have it written again by a newer version.</source>
            <translation>{name} 的格式 {found} 太旧，本程序从 {known} 起才能读取。请对方用较新的版本重新写一份。</translation>
        </message>
        <message>
            <source>The backup into {folder} failed: {reason}. Earlier backups there are untouched.</source>
            <translation>备份到 {folder} 失败：{reason}。该目录中以前的备份没有改动。</translation>
        </message>
        <message>
            <source>The copy in {folder} is not whole ({reason}) and was thrown away; earlier backups there are untouched. Look at the record itself: qingkong check</source>
            <translation>在 {folder} 做的备份不完整（{reason}），已丢弃；以前的备份没有改动。请检查数据库本身：qingkong check</translation>
        </message>
        <message>
            <source>{file} is damaged or cannot be read: {reason}. Take another backup.</source>
            <translation>{file} 已损坏或无法读取：{reason}。请改用另一份备份。</translation>
        </message>
        <message>
            <source>{file} is damaged: its bytes are not those that were written. Take another backup.</source>
            <translation>{file} 已损坏：内容与写入时不一致。请改用另一份备份。</translation>
        </message>
        <message>
            <source>{file} is no backup of this program. Take another file.</source>
            <translation>{file} 不是本程序的备份。请换一个文件。</translation>
        </message>
        <message>
            <source>This login at {where} does not see all rows, so no whole backup can be made with it. Make backups with the login that owns the tables.</source>
            <translation>登录 {where} 的这个账号看不到全部数据，用它做不出完整的备份。请用表的所有者账号做备份。</translation>
        </message>
        <message>
            <source>The drill needs a temporary database, which {where} refuses: {reason}. Use a login that may create databases, or restore the backup on another server.</source>
            <translation>恢复演练需要一个临时数据库，但 {where} 不允许建立：{reason}。请用有建库权限的账号，或在另一台服务器上恢复这份备份。</translation>
        </message>
        <message>
            <source>{name} goes beyond what a pack may be: {what} {found}, allowed are {limit}. Nothing was taken; the file was not made by this program.</source>
            <translation>{name} 超出数据包的限制：{what} 为 {found}，最多允许 {limit}。未收下任何内容；该文件不是本程序写的。</translation>
        </message>
        <message>
            <source>{name} is encrypted. Nothing was taken; give the passphrase that it was written with (--passphrase-file FILE).</source>
            <translation>{name} 已加密。未收下任何内容；请给出写包时所用的口令（--passphrase-file 文件）。</translation>
        </message>
        <message>
            <source>Not read: the database could not be reached (away since {since}). What is on the screen is as of then.</source>
            <translation>没有读到：数据库连不上（{since} 起无应答）。界面上仍是当时的数据。</translation>
        </message>
        <message>
            <source>{name} was written for anybody and holds the whole record; this replica holds only {scope}. Nothing was taken. Ask the writer for a pack of its own: qingkong pack out FILE --to {tag}</source>
            <translation>{name} 没有指定收方，含有全库内容；而本副本只负责 {scope}。未收下任何内容。请对方专门为本副本写一个数据包：qingkong pack out 文件 --to {tag}</translation>
        </message>
        <message>
            <source>The server of {where} did not prove who it is ({reason}). No password was sent. Get the CA certificate from the database's administrator and name it in the URL: ?sslrootcert=/path/to/ca.crt; the host in the URL must be the name in the server's certificate.</source>
            <translation>{where} 的服务器没有证明自己的身份（{reason}）。密码没有发出。请向数据库管理员要 CA 证书，写进地址：?sslrootcert=/路径/ca.crt；地址里的主机名必须与服务器证书上的一致。</translation>
        </message>
        <message>
            <source>{where} is on another computer, and {option} would let others on the way read or answer for it. Nothing was sent. Leave the option out, or write sslmode=verify-full.</source>
            <translation>{where} 在另一台机器上，{option} 会让路上的人看到内容或冒充服务器。什么都没有发出。请去掉这个选项，或写 sslmode=verify-full。</translation>
        </message>
        <message>
            <source>“{name}” cannot be a login: use up to 40 letters a to z, digits, and . _ - after the first letter; pg_ and qk_ at the start are taken.</source>
            <translation>“{name}”不能作账号名：以小写字母 a–z 开头，后面可用小写字母、数字和 . _ -，最多 40 个字符；pg_ 和 qk_ 开头的名字已被占用。</translation>
        </message>
        <message>
            <source>The office at {where} takes no more: it has not merged what was delivered before. Nothing is lost here; tell the office that its service (qingkong serve) must run, then exchange again.</source>
            <translation>办公室 {where} 的收件箱满了：以前交去的还没有合并。本机的数据没有丢失；请告诉办公室要开着服务（qingkong serve），然后再同步。</translation>
        </message>
        <message>
            <source>{count} people are called {name}. Name one of them by its id: {ids}</source>
            <translation>叫 {name} 的有 {count} 人。请用编号指明是哪一位：{ids}</translation>
        </message>
        <message>
            <source>{name} belongs to no unit, so a login would see nothing. Give the person a unit first.</source>
            <translation>{name} 没有所属单位，开了账号也什么都看不到。请先给此人定单位。</translation>
        </message>
        <message>
            <source>This login may not do that at {where} ({reason}). Nothing was changed. If it should be allowed, ask the database's administrator (qingkong admin).</source>
            <translation>这个账号在 {where} 没有这项权限（{reason}）。什么都没有改动。如果应当有，请找数据库管理员（qingkong admin）。</translation>
        </message>
        <message>
            <source>The login {login} cannot manage the database's logins: it must own the tables (they belong to {owner}) and have CREATEROLE. Use the owner's login, or let the server's administrator run: ALTER ROLE "{owner}" CREATEROLE</source>
            <translation>账号 {login} 不能管理数据库的账号：要是表的所有者（表属于 {owner}），并有 CREATEROLE。请用所有者账号，或请服务器管理员执行：ALTER ROLE "{owner}" CREATEROLE</translation>
        </message>
        <message>
            <source>{where} is a file on this computer and has no logins. Name the shared database: --db postgresql+psycopg://owner@host/name</source>
            <translation>{where} 是本机的文件，没有账号。请指明共享数据库：--db postgresql+psycopg://所有者@主机/库名</translation>
        </message>
        <message>
            <source>The login at {where} sees nothing: it is disabled, or its unit is not known there. Nothing was changed here; ask the office (qingkong admin user list).</source>
            <translation>{where} 的账号什么都看不到：已停用，或那边没有它的单位。本机没有改动；请问办公室（qingkong admin user list）。</translation>
        </message>
        <message>
            <source>{name} says that it is an office's record, but comes through a field login. Set the laptop up with “qingkong init --field”.</source>
            <translation>{name} 自称是办公室的库，却是用乡镇账号交来的。请在那台笔记本上用“qingkong init --field”重新建库。</translation>
        </message>
        <message>
            <source>The password cannot be read from {file}: {reason}</source>
            <translation>不能从 {file} 读出密码：{reason}</translation>
        </message>
        <message>
            <source>The password has {length} characters; it needs {shortest} at least, on one line.</source>
            <translation>密码只有 {length} 个字符；至少要 {shortest} 个，写在一行里。</translation>
        </message>
        <message>
            <source>The server of {where} does not ask for the password by SCRAM ({reason}). No password was sent. Its administrator must write scram-sha-256 in pg_hba.conf; see: qingkong admin check</source>
            <translation>{where} 的服务器不用 SCRAM 验证密码（{reason}）。密码没有发出。请其管理员在 pg_hba.conf 里写 scram-sha-256；见 qingkong admin check</translation>
        </message>
        <message>
            <source>{name} comes from {writer} ({tag}), an office that is not approved here. An approved office may bring everybody's changes. Ask them for their fingerprint; if it is {fingerprint}, run: qingkong pack in {name} --approve</source>
            <translation>{name} 来自 {writer}（{tag}），这是尚未在本库获得批准的大气办。获批准的大气办可以带来任何人的更改。请向对方询问密钥指纹，确为 {fingerprint} 时运行：qingkong pack in {name} --approve</translation>
        </message>
        <message>
            <source>The entry of {name} was written or changed on the laptop {laptop}, so nobody in the office has said this role and unit. Enter the person here (qingkong admin person add) and name the new id.</source>
            <translation>{name} 的人员记录是在笔记本 {laptop} 上写的或改过，角色和单位没有经办公室认定。请在这里登记此人（qingkong admin person add），再用新编号开账号。</translation>
        </message>
        <message>
            <source>{mine} and {theirs} both hold only a part of the record, so neither can tell what the other lacks. Nothing was changed; let both exchange with their office.</source>
            <translation>{mine} 和 {theirs} 都只装了一部分记录，彼此说不清对方缺什么。未作任何改动；请两边各自与大气办同步。</translation>
        </message>
        <message>
            <source>“{text}…” is too long: {length} characters, at most {most} fit. Shorten it.</source>
            <translation>“{text}…”太长：共 {length} 个字符，最多 {most} 个。请缩短后再存。</translation>
        </message>
        <message>
            <source>“{text}” holds a character that cannot be stored. Delete it and type it anew.</source>
            <translation>“{text}”中有无法保存的字符。请删去后重新输入。</translation>
        </message>
        <message>
            <source>{path} is no journal of the HJ 212 listener: line {line} cannot be read. Choose another file.</source>
            <translation>{path} 不是 HJ 212 监听器的原始报文日志：第 {line} 行无法读取。请另选文件。</translation>
        </message>
        <message>
            <source>The profile “{name}” cannot be used: {problem}</source>
            <translation>导入方案“{name}”不能使用：{problem}</translation>
        </message>
        <message>
            <source>{file}: it cannot be told {lacks}. Name the columns in a profile (write the proposed one with --save-profile, complete it, and give it with --profile) or on the import page.</source>
            <translation>{file}：还不清楚{lacks}。请在导入方案中写明各列（用 --save-profile 写出建议的方案，补全后用 --profile 给出），或在导入页中选择。</translation>
        </message>
        <message>
            <source>{file} cannot be read as a profile: {problem}</source>
            <translation>{file} 不能作为导入方案读取：{problem}</translation>
        </message>
        <message>
            <source>The profile cannot be written to {file}: {problem}</source>
            <translation>导入方案不能写入 {file}：{problem}</translation>
        </message>
        <message>
            <source>{file} has no column {columns}, which the profile names. Its columns are: {found}. Choose another profile, or correct the row of the header.</source>
            <translation>{file} 没有方案中写的列 {columns}。它的列有：{found}。请换一个方案，或改正表头所在行。</translation>
        </message>
        <message>
            <source>{file} is not a workbook that can be read: {reason}. Open it and save it as .xlsx or CSV.</source>
            <translation>{file} 不是可以读取的工作簿：{reason}。请打开后另存为 .xlsx 或 CSV。</translation>
        </message>
        <message>
            <source>{file} has no sheet “{sheet}”. It has: {sheets}</source>
            <translation>{file} 没有工作表“{sheet}”。现有：{sheets}</translation>
        </message>
        <message>
            <source>{file} has more than {most} MB of JSON. Split it into smaller files.</source>
            <translation>{file} 的 JSON 超过 {most} MB，请拆分成较小的文件。</translation>
        </message>
        <message>
            <source>{file} is not JSON that can be read: {reason}</source>
            <translation>{file} 不是可以读取的 JSON：{reason}</translation>
        </message>
        <message>
            <source>{file} holds the weather of a place. Name the station it is for: --station CODE</source>
            <translation>{file} 是某个地点的气象数据，请指明用于哪个站点：--station 编码</translation>
        </message>
        <message>
            <source>{file} has no hourly weather that is known ({names}).</source>
            <translation>{file} 中没有认识的逐小时气象要素（{names}）。</translation>
        </message>
        <message>
            <source>{file} is a table, but it is not certain what it means: {doubts}. Look at it on the import page, or load it with --format table and check what is printed.</source>
            <translation>{file} 是表格，但含义不能确定：{doubts}。请在导入页中查看，或用 --format table 导入并核对输出的说明。</translation>
        </message>
        <message>
            <source>The watched folder {folder} cannot be used: {reason}</source>
            <translation>监视文件夹 {folder} 不能使用：{reason}</translation>
        </message>
        <message>
            <source>“{value}” cannot be a device number (MN). Enter what the device sends after MN=: up to {most} characters without spaces, ; &amp; or #.</source>
            <translation>“{value}”不能作设备编号（MN）。请填写设备报文中 MN= 后面的内容：最多 {most} 个字符，不含空格、;、&amp; 和 #。</translation>
        </message>
        <message>
            <source>The password cannot be sent in a frame. Enter what the device sends after PW=: up to {most} characters without spaces, ; &amp; or #.</source>
            <translation>这个口令无法写进报文。请填写设备报文中 PW= 后面的内容：最多 {most} 个字符，不含空格、;、&amp; 和 #。</translation>
        </message>
        <message>
            <source>An SM4 key has 32 hexadecimal digits (0-9, A-F); {length} characters were entered.</source>
            <translation>SM4 密钥应为 32 位十六进制数（0-9、A-F）；现在填了 {length} 个字符。</translation>
        </message>
        <message>
            <source>{unit} is no unit of {column} that can be converted. Possible: {possible}.</source>
            <translation>{column} 不能按 {unit} 换算。可选单位：{possible}。</translation>
        </message>
        <message>
            <source>Minute data cannot have an interval of {seconds} seconds. Possible, in minutes: {possible}.</source>
            <translation>分钟数据的间隔不能是 {seconds} 秒。可选（分钟）：{possible}。</translation>
        </message>
        <message>
            <source>Device {mn} reports for the station {station} already. To move it, open the device and choose another station.</source>
            <translation>设备 {mn} 已绑定到站点 {station}。如需改绑，请打开该设备另选站点。</translation>
        </message>
        <message>
            <source>A reason is missing. Say in a few words why; it is kept with the mark.</source>
            <translation>没有填写理由。请用几个字说明原因，理由会与标记一起保存。</translation>
        </message>
        <message>
            <source>The period ends before it begins. Give a first and a last hour or day in their order.</source>
            <translation>时段的结束早于开始。请按先后填写起止小时或日期。</translation>
        </message>
        <message>
            <source>There is no station and no unit with the code {code}.</source>
            <translation>没有编码为 {code} 的站点或单位。</translation>
        </message>
        <message>
            <source>{value} is no target for {item}. Give a number from 0 to {most}.</source>
            <translation>{value} 不能作为 {item} 的目标。请填 0 到 {most} 之间的数。</translation>
        </message>
        <message>
            <source>Only an office sets targets and rules. This record belongs to a field replica; ask the office.</source>
            <translation>目标和规则只能由大气办设置。本记录属于基层副本，请联系大气办。</translation>
        </message>
        <message>
            <source>There is no rule {name}. Known are: {known}.</source>
            <translation>没有规则 {name}。可用的规则：{known}。</translation>
        </message>
        <message>
            <source>{value} cannot be the rule {name}: {what}.</source>
            <translation>{value} 不能作为规则 {name} 的值，应为：{what}。</translation>
        </message>
        <message>
            <source>{name} is no form of this report. Name a file that ends in {forms}.</source>
            <translation>{name} 不是本报告支持的格式。请用以 {forms} 结尾的文件名。</translation>
        </message>
        <message>
            <source>{text} is no day. Write it like 2026-03-20.</source>
            <translation>{text} 不是日期，请写成 2026-03-20 这样。</translation>
        </message>
        <message>
            <source>{file} is not there. Check the name and the folder.</source>
            <translation>{file} 不存在。请检查文件名和文件夹。</translation>
        </message>
        <message>
            <source>{file} holds macros, or is of a kind that can. It was not opened. Save it in Excel or WPS as “Excel workbook (.xlsx)” and load that.</source>
            <translation>{file} 含有宏，或属于可以含宏的格式，没有打开。请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”后再导入。</translation>
        </message>
        <message>
            <source>{file} has the old form of Excel 97–2003. Save it in Excel or WPS as .xlsx and load that.</source>
            <translation>{file} 是 Excel 97–2003 的旧格式。请在 Excel 或 WPS 中另存为 .xlsx 后再导入。</translation>
        </message>
        <message>
            <source>{file} is locked with a password. Open it, remove the password, save it and load it again.</source>
            <translation>{file} 设有密码。请打开并取消密码，保存后重新导入。</translation>
        </message>
        <message>
            <source>{file} has {size} MB; a ledger may have {most} MB. Remove pictures, or split it, and load it again.</source>
            <translation>{file} 有 {size} MB，台账最大 {most} MB。请删去图片或拆分后重新导入。</translation>
        </message>
        <message>
            <source>{file} is packed so that it would unpack to {size} MB. No ledger is like that; it was not opened.</source>
            <translation>{file} 解压后会有 {size} MB，正常台账不会如此，没有打开。</translation>
        </message>
        <message>
            <source>{file} is damaged or no workbook: {reason}. Open it in Excel or WPS, save it anew as .xlsx, and load that.</source>
            <translation>{file} 已损坏或不是工作簿：{reason}。请用 Excel 或 WPS 打开，重新保存为 .xlsx 后再导入。</translation>
        </message>
        <message>
            <source>{file} is neither .xlsx nor .csv. Save the ledger as one of these and load that.</source>
            <translation>{file} 既不是 .xlsx 也不是 .csv。请把台账另存为其中一种后再导入。</translation>
        </message>
        <message>
            <source>{file}: the profile speaks of columns that are not there: {columns}. Correct the profile.</source>
            <translation>{file}：方案中的这些列在表里没有：{columns}。请修改方案。</translation>
        </message>
        <message>
            <source>{path} cannot be written: {reason}. Name another folder with --campaigns.</source>
            <translation>{path} 写不进去：{reason}。请用 --campaigns 指定另一个文件夹。</translation>
        </message>
        <message>
            <source>{name} is a HEIC photo, which this program cannot read; it was not added. Set the phone's camera to “most compatible” (JPEG), or save the photo as JPEG and add that.</source>
            <translation>{name} 是 HEIC 照片，本程序无法读取，没有添加。请在手机相机设置中选“兼容性最佳”（JPEG），或把照片另存为 JPEG 再添加。</translation>
        </message>
        <message>
            <source>{name} is no photo (JPEG, PNG, WebP) and no document (PDF, Word, Excel, PowerPoint, WPS, text); it was not added.</source>
            <translation>{name} 既不是照片（JPEG、PNG、WebP），也不是文档（PDF、Word、Excel、PowerPoint、WPS、文本），没有添加。</translation>
        </message>
        <message>
            <source>{name} cannot be read: {reason}. It was not added; nothing else is affected.</source>
            <translation>{name} 无法读取：{reason}。没有添加；其他内容不受影响。</translation>
        </message>
        <message>
            <source>Station {name} ({code}) has no coordinates, so nobody can say what lies around it. Load them with “qingkong load stations”, then try again.</source>
            <translation>站点 {name}（{code}）没有坐标，无法判断周边有哪些点位。请用“qingkong load stations”导入坐标后再试。</translation>
        </message>
        <message>
            <source>A zone as {fmt} needs a file: add --out FILE.{fmt}, or use --format csv or --format jsonl.</source>
            <translation>以 {fmt} 输出示范区需要文件：请加 --out 文件名.{fmt}，或改用 --format csv、--format jsonl。</translation>
        </message>
        <message>
            <source>{value} is too small: at least {least}.</source>
            <translation>{value} 太小：不能小于 {least}。</translation>
        </message>
        <message>
            <source>{value} is too large: at most {most}.</source>
            <translation>{value} 太大：不能大于 {most}。</translation>
        </message>
        <message>
            <source>{value} is not a whole number.</source>
            <translation>{value} 不是整数。</translation>
        </message>
        <message>
            <source>{value} has more than {decimals} decimals. Round it.</source>
            <translation>{value} 的小数超过 {decimals} 位。请四舍五入。</translation>
        </message>
        <message>
            <source>The shift from {start} to {end} is no shift: it must end after it begins and last {hours} hours at most.</source>
            <translation>{start} 至 {end} 不成一个班次：结束须晚于开始，且最长 {hours} 小时。请改时间。</translation>
        </message>
        <message>
            <source>{name} is on the roster from {start} to {end} already. Choose another time or somebody else.</source>
            <translation>{name} 在 {start} 至 {end} 已排班。请改时间或换人。</translation>
        </message>
        <message>
            <source>{name} has signed in for this shift already; a signed shift is not changed. Add another shift.</source>
            <translation>{name} 已在本班次签到；签过字的班次不再修改。请另排一个班次。</translation>
        </message>
        <message>
            <source>{name} has not signed in for this shift. Sign in first, then out.</source>
            <translation>{name} 尚未在本班次签到。请先签到，再签退。</translation>
        </message>
        <message>
            <source>{name} has signed out of this shift already.</source>
            <translation>{name} 已在本班次签退。</translation>
        </message>
        <message>
            <source>No sheet of {file} is a ledger of {campaign}. {reasons}. Name the sheet with --sheet if it is one all the same, or give a profile with --profile.</source>
            <translation>{file} 中没有工作表是“{campaign}”台账。{reasons}。如确是台账，请用 --sheet 指明工作表，或用 --profile 给出列对应方案。</translation>
        </message>
        <message>
            <source>“{text}” is no time limit. Write an amount with min, h, d or wd (working days): 30min, 24h, 3d, 7wd.</source>
            <translation>“{text}”不是时限。请写数量加 min、h、d 或 wd（工作日），如 30min、24h、3d、7wd。</translation>
        </message>
        <message>
            <source>{key} cannot be put for many sites at once: each site has its own. Change it site by site.</source>
            <translation>“{key}”各点位各不相同，不能批量修改，请逐个修改。</translation>
        </message>
        <message>
            <source>The holidays of {year} are not known to this program; the State Council publishes them in the autumn before. Choose a time limit without working days, or name the day.</source>
            <translation>本程序还没有 {year} 年的节假日安排（国务院办公厅一般在上一年秋季公布）。请选不按工作日计的时限，或直接指定日期。</translation>
        </message>
        <message>
            <source>The step “{step}” needs more than a note: use the command or the button that asks for it.</source>
            <translation>“{step}”这一步光有备注不够：请用专门的命令或按钮办理。</translation>
        </message>
        <message>
            <source>All units of this order only support. Say which one leads.</source>
            <translation>这份交办单的单位全是配合单位，请指明哪个单位牵头。</translation>
        </message>
        <message>
            <source>Longitude {lon} and latitude {lat} are no place. Give both in degrees, or neither.</source>
            <translation>经度 {lon}、纬度 {lat} 不是有效位置。请同时按度填写两个数，或都不填。</translation>
        </message>
        <message>
            <source>{until} is not later than the deadline that stands, {deadline}. Choose a later moment.</source>
            <translation>{until} 并不晚于现有时限 {deadline}，请选更晚的时间。</translation>
        </message>
        <message>
            <source>{number} has no deadline for {unit}, so there is nothing to extend. Set a deadline first.</source>
            <translation>{number} 没有给 {unit} 定时限，无从延期。请先定时限。</translation>
        </message>
        <message>
            <source>A penalty of {yuan} yuan is not possible. Give an amount above nothing, or none.</source>
            <translation>处罚金额不能是 {yuan} 元。请填大于零的金额，或不填。</translation>
        </message>
        <message>
            <source>There is no shift to take over: nobody has handed one over since {since}. Write a line instead.</source>
            <translation>没有可接的班：{since} 以来无人交班。可先在日志里记一笔。</translation>
        </message>
        <message>
            <source>The role “{role}” may not do “{step}” for {unit}. Those who may: {who}, each for the own units.</source>
            <translation>“{role}”不能替 {unit} 办“{step}”。可以办的角色：{who}（各限本辖区单位）。</translation>
        </message>
        <message>
            <source>Name or password is wrong.</source>
            <translation>账号或密码不对。</translation>
        </message>
        <message>
            <source>Too many wrong passwords. Try again after {until}, or ask the administrator.</source>
            <translation>密码输错次数过多，请在 {until} 之后再试，或找管理员处理。</translation>
        </message>
        <message>
            <source>The account {name} has been disabled. Ask the administrator.</source>
            <translation>账号“{name}”已停用，请找管理员。</translation>
        </message>
        <message>
            <source>No administrator or director would have an account here, so nobody could let others in. Give one of them an account first. To do without sign-in: qingkong account off.</source>
            <translation>这样一来这里没有管理员或主任的账号，谁也不能再放别人进来。请先给其中一人开账号；若不再需要登录，请运行 qingkong account off。</translation>
        </message>
        <message>
            <source>The password has {length} characters; it needs {shortest} to {longest}.</source>
            <translation>密码有 {length} 个字符，应为 {shortest} 到 {longest} 个。</translation>
        </message>
        <message>
            <source>This record asks who is there. Add --as NAME (or set QINGKONG_AS); the password is asked for, or read from the file that QINGKONG_PASSWORD_FILE names.</source>
            <translation>这个数据库要求登录。请加 --as 账号（或设置 QINGKONG_AS）；密码会当场询问，或从 QINGKONG_PASSWORD_FILE 指定的文件读取。</translation>
        </message>
        <message>
            <source>Accounts are kept by an administrator or director. Add --as with such an account.</source>
            <translation>账号由管理员或主任管理。请用 --as 指明这样的账号。</translation>
        </message>
        <message>
            <source>{where} is a shared PostgreSQL, whose logins say who somebody is. Make them with: qingkong admin user.</source>
            <translation>{where} 是共享的 PostgreSQL，由它自己的登录名区分人员。请用 qingkong admin user 建立。</translation>
        </message>
        <message>
            <source>{number} was never returned, so there is no return sheet to print.</source>
            <translation>{number} 没有被退回过，没有退回单可打印。</translation>
        </message>
        <message>
            <source>The template {file} names a field that there is not: {problem}. Fields are: {known}.</source>
            <translation>模板 {file} 用了没有的字段：{problem}。可用的字段：{known}。</translation>
        </message>
        <message>
            <source>The template {file} cannot be used: {problem}. Mend it in Word or WPS, or take it away.</source>
            <translation>模板 {file} 无法使用：{problem}。请用 Word 或 WPS 修好，或把它移走。</translation>
        </message>
        <message>
            <source>{file} is there already and was left as it is. Choose another folder.</source>
            <translation>{file} 已经存在，没有改动。请换一个文件夹。</translation>
        </message>
        <message>
            <source>{name} hangs on {number} already, as {known}. It was not added again.</source>
            <translation>{name} 已经附在 {number} 上了（{known}），没有重复添加。</translation>
        </message>
        <message>
            <source>{name} belongs to the site's check and was not removed. Remove it on the site's page.</source>
            <translation>{name} 是点位检查的照片，没有移除。请在点位页上移除。</translation>
        </message>
        <message>
            <source>{name} was left out: one step takes {most} files. Add it to the order itself.</source>
            <translation>{name} 没有加入：一步最多带 {most} 个文件。请直接加到交办单上。</translation>
        </message>
        <message>
            <source>{number} waits for nothing from this unit: it is a draft, reported, ended or paused.</source>
            <translation>{number} 现在不等这个单位：是草稿、已反馈、已办结或暂停计时。</translation>
        </message>
    </context>
    <context>
        <name>field</name>
        <message>
            <source>number</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>matter</source>
            <translation>事项</translation>
        </message>
        <message>
            <source>source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>campaign</source>
            <translation>专项</translation>
        </message>
        <message>
            <source>station</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>found</source>
            <translation>发现问题</translation>
        </message>
        <message>
            <source>required</source>
            <translation>整改要求</translation>
        </message>
        <message>
            <source>legal basis</source>
            <translation>法律依据</translation>
        </message>
        <message>
            <source>unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>state</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>deadline</source>
            <translation>时限</translation>
        </message>
        <message>
            <source>step</source>
            <translation>步骤</translation>
        </message>
        <message>
            <source>note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>code</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>longitude</source>
            <translation>经度</translation>
        </message>
        <message>
            <source>latitude</source>
            <translation>纬度</translation>
        </message>
        <message>
            <source>owner</source>
            <translation>业主单位</translation>
        </message>
        <message>
            <source>responsible person</source>
            <translation>责任人</translation>
        </message>
        <message>
            <source>phone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>taken at</source>
            <translation>拍摄时间</translation>
        </message>
        <message>
            <source>short name</source>
            <translation>简称</translation>
        </message>
        <message>
            <source>kind</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>belongs to</source>
            <translation>上级单位</translation>
        </message>
        <message>
            <source>role</source>
            <translation>角色</translation>
        </message>
        <message>
            <source>level</source>
            <translation>级别</translation>
        </message>
        <message>
            <source>datum</source>
            <translation>坐标系</translation>
        </message>
        <message>
            <source>device number</source>
            <translation>设备编号 MN</translation>
        </message>
        <message>
            <source>mark</source>
            <translation>代号</translation>
        </message>
        <message>
            <source>side</source>
            <translation>归属</translation>
        </message>
        <message>
            <source>scope</source>
            <translation>范围</translation>
        </message>
        <message>
            <source>revoked at</source>
            <translation>吊销时间</translation>
        </message>
        <message>
            <source>deletion</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>kept</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>deleted</source>
            <translation>删除</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>空</translation>
        </message>
        <message>
            <source>{field}: {new}</source>
            <translation>{field}：{new}</translation>
        </message>
        <message>
            <source>{field}: {old} → {new}</source>
            <translation>{field}：{old} → {new}</translation>
        </message>
        <message>
            <source>pass</source>
            <translation>合格</translation>
        </message>
        <message>
            <source>fail</source>
            <translation>不合格</translation>
        </message>
        <message>
            <source>interval of minute data (s)</source>
            <translation>分钟数据间隔（秒）</translation>
        </message>
        <message>
            <source>office held</source>
            <translation>职务</translation>
        </message>
        <message>
            <source>begins</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>ends</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>handed over to</source>
            <translation>接班人</translation>
        </message>
        <message>
            <source>to be received by</source>
            <translation>签收时限</translation>
        </message>
        <message>
            <source>to be on site by</source>
            <translation>到场时限</translation>
        </message>
        <message>
            <source>to be verified by</source>
            <translation>核查时限</translation>
        </message>
        <message>
            <source>paused since</source>
            <translation>暂停时间</translation>
        </message>
        <message>
            <source>extension asked until</source>
            <translation>申请延期至</translation>
        </message>
        <message>
            <source>until</source>
            <translation>至</translation>
        </message>
        <message>
            <source>document number</source>
            <translation>文号</translation>
        </message>
        <message>
            <source>penalty (fen)</source>
            <translation>经济处罚（分）</translation>
        </message>
        <message>
            <source>place</source>
            <translation>地点</translation>
        </message>
        <message>
            <source>contacts</source>
            <translation>联系人</translation>
        </message>
        <message>
            <source>time limit</source>
            <translation>时限</translation>
        </message>
        <message>
            <source>orders open</source>
            <translation>未办结交办</translation>
        </message>
        <message>
            <source>orders overdue</source>
            <translation>逾期交办</translation>
        </message>
    </context>
    <context>
        <name>importing</name>
        <message>
            <source>{file} and {count} more</source>
            <translation>{file} 等，另有 {count} 个</translation>
        </message>
        <message>
            <source>Looking at it …</source>
            <translation>正在查看…</translation>
        </message>
        <message>
            <source>Loading: {percent} %</source>
            <translation>正在导入：{percent} %</translation>
        </message>
        <message>
            <source>Stopping after this batch …</source>
            <translation>本批写完后停止…</translation>
        </message>
        <message>
            <source>chosen by hand or by the profile</source>
            <translation>由人工或方案指定</translation>
        </message>
        <message>
            <source>A file of a known layout ({layout}): nothing has to be named.</source>
            <translation>已知格式的文件（{layout}），不需要指定各列。</translation>
        </message>
        <message>
            <source>In all {count} rows</source>
            <translation>全部 {count} 行中</translation>
        </message>
        <message>
            <source>In the first {count} rows</source>
            <translation>前 {count} 行中</translation>
        </message>
        <message>
            <source>{scope}: {readings} values can be read; cells that cannot: {problems}</source>
            <translation>{scope}：可读取 {readings} 个数值；不能读取的单元格 {problems} 个</translation>
        </message>
        <message>
            <source>It cannot be told yet {lacks}. Choose it below.</source>
            <translation>还不清楚{lacks}，请在下方选择。</translation>
        </message>
        <message>
            <source>Not in the record: {names}. Their rows will be refused; register the stations first, or choose “register them by code” if these are codes.</source>
            <translation>库中没有：{names}。它们的行将被拒收；请先登记这些站点，如果这些就是编码，也可选择“按编码登记”。</translation>
        </message>
        <message>
            <source>Rows with marked cells: {count}; the pointer tells why</source>
            <translation>有标红单元格的行：{count}；指针停在上面可看原因</translation>
        </message>
        <message>
            <source>{added} rows added, {changed} changed, {unchanged} as before, {refused} refused</source>
            <translation>新增 {added} 行，更新 {changed} 行，未变 {unchanged} 行，拒收 {refused} 处</translation>
        </message>
        <message>
            <source>Stopped. Stored until then: {counts}</source>
            <translation>已停止。此前已写入：{counts}</translation>
        </message>
        <message>
            <source>Loaded: {counts}</source>
            <translation>导入完成：{counts}</translation>
        </message>
        <message>
            <source>not used</source>
            <translation>不用</translation>
        </message>
        <message>
            <source>time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>year</source>
            <translation>年</translation>
        </message>
        <message>
            <source>month</source>
            <translation>月</translation>
        </message>
        <message>
            <source>day of the month</source>
            <translation>日</translation>
        </message>
        <message>
            <source>hour</source>
            <translation>小时</translation>
        </message>
        <message>
            <source>station</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>item</source>
            <translation>监测项目</translation>
        </message>
        <message>
            <source>value of the item</source>
            <translation>项目数值</translation>
        </message>
        <message>
            <source>unit of the value</source>
            <translation>数值单位</translation>
        </message>
        <message>
            <source>flag</source>
            <translation>标识</translation>
        </message>
        <message>
            <source>values of a station</source>
            <translation>一个站点的数值</translation>
        </message>
        <message>
            <source>temperature</source>
            <translation>温度</translation>
        </message>
        <message>
            <source>humidity</source>
            <translation>湿度</translation>
        </message>
        <message>
            <source>pressure</source>
            <translation>气压</translation>
        </message>
        <message>
            <source>wind speed</source>
            <translation>风速</translation>
        </message>
        <message>
            <source>wind direction</source>
            <translation>风向</translation>
        </message>
        <message>
            <source>sure</source>
            <translation>确定</translation>
        </message>
        <message>
            <source>likely</source>
            <translation>很可能</translation>
        </message>
        <message>
            <source>doubtful</source>
            <translation>存疑</translation>
        </message>
        <message>
            <source>a row a station and time</source>
            <translation>每行一站一时</translation>
        </message>
        <message>
            <source>a column a station</source>
            <translation>每列一个站点</translation>
        </message>
        <message>
            <source>a row a single value</source>
            <translation>每行一个数值</translation>
        </message>
        <message>
            <source>minutes</source>
            <translation>分钟</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>小时</translation>
        </message>
        <message>
            <source>days</source>
            <translation>日</translation>
        </message>
        <message>
            <source>the end of the interval</source>
            <translation>时段结束</translation>
        </message>
        <message>
            <source>the start of the interval</source>
            <translation>时段开始</translation>
        </message>
        <message>
            <source>refuse them</source>
            <translation>拒收</translation>
        </message>
        <message>
            <source>register them by code</source>
            <translation>按编码登记</translation>
        </message>
        <message>
            <source>China's clock (UTC+8)</source>
            <translation>北京时间 (UTC+8)</translation>
        </message>
        <message>
            <source>298.15 K (since September 2018)</source>
            <translation>298.15 K（2018 年 9 月起）</translation>
        </message>
        <message>
            <source>273.15 K (before)</source>
            <translation>273.15 K（此前）</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>时区</translation>
        </message>
        <message>
            <source>Intervals</source>
            <translation>数据周期</translation>
        </message>
        <message>
            <source>A time means</source>
            <translation>时间表示</translation>
        </message>
        <message>
            <source>Empty keys</source>
            <translation>空白格</translation>
        </message>
        <message>
            <source>Item</source>
            <translation>监测项目</translation>
        </message>
        <message>
            <source>names of directions</source>
            <translation>方位名称</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>This is the weather of a place. Name the station that it is for.</source>
            <translation>这是某个地点的气象数据，请写明用于哪个站点。</translation>
        </message>
    </context>
    <context>
        <name>ledger</name>
        <message>
            <source>line {line} is not CSV: {error}</source>
            <translation>第 {line} 行不是 CSV：{error}</translation>
        </message>
        <message>
            <source>rows after {most} were not read</source>
            <translation>第 {most} 行以后没有读取</translation>
        </message>
        <message>
            <source>from the ledger {file}</source>
            <translation>来自台账 {file}</translation>
        </message>
        <message>
            <source>the code {what} was given to another site meanwhile; load the file again</source>
            <translation>编号 {what} 刚被别的点位占用；请重新导入</translation>
        </message>
        <message>
            <source>the unit {what} is not in the record any more</source>
            <translation>单位 {what} 已不在数据库中</translation>
        </message>
        <message>
            <source>{what} was changed by somebody else meanwhile; load the file again</source>
            <translation>{what} 刚被别人改过；请重新导入</translation>
        </message>
        <message>
            <source>the record has no site {code}. Exchange first, or empty this cell to add it anew</source>
            <translation>数据库中没有点位 {code}。请先同步，或清空编码作为新点位</translation>
        </message>
        <message>
            <source>the code {code} belongs to {name} in another county. Leave the codes out</source>
            <translation>编号 {code} 是另一个县的“{name}”。请不要用编号列</translation>
        </message>
        <message>
            <source>same name, address and unit as row {line}, but other details: taken as a site of its own</source>
            <translation>名称、地址、乡镇与第 {line} 行相同，其他内容不同，按另一个点位处理</translation>
        </message>
        <message>
            <source>the record has several such sites: {codes}; write the code into the ledger</source>
            <translation>数据库中有多个这样的点位：{codes}；请在台账中写明编号</translation>
        </message>
        <message>
            <source>means the same site as row {line}; delete one of them</source>
            <translation>与第 {line} 行是同一个点位；请删去一行</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>not a state; there are: {known}</source>
            <translation>不是状态。可用：{known}</translation>
        </message>
        <message>
            <source>not one of the choices; perhaps {near} is meant</source>
            <translation>不在选项中，可能是“{near}”</translation>
        </message>
        <message>
            <source>not one of the choices: {known}</source>
            <translation>不在选项中。可用：{known}</translation>
        </message>
        <message>
            <source>not a longitude and a latitude, as 114.69, 36.44</source>
            <translation>不是经纬度，应如 114.69, 36.44</translation>
        </message>
        <message>
            <source>changed in the record since this workbook was written; there it is “{value}” now</source>
            <translation>本表导出后数据库中已有改动，现为“{value}”</translation>
        </message>
        <message>
            <source>too long: {length} characters, at most {most} fit</source>
            <translation>太长：{length} 个字，最多 {most} 个</translation>
        </message>
        <message>
            <source>holds a character that cannot be stored</source>
            <translation>含有不能保存的字符</translation>
        </message>
        <message>
            <source>the profile does not speak of it</source>
            <translation>方案中没有这张表</translation>
        </message>
        <message>
            <source>it lacks columns of the profile</source>
            <translation>缺少方案中的列</translation>
        </message>
        <message>
            <source>no header with at least a name and a township was found</source>
            <translation>没有找到至少含名称和乡镇的表头</translation>
        </message>
        <message>
            <source>“{header}” is “{target}”, which is not known. Known: {known}</source>
            <translation>列“{header}”对应的“{target}”不认识。可用：{known}</translation>
        </message>
        <message>
            <source>the profile says so</source>
            <translation>按方案</translation>
        </message>
        <message>
            <source>not in the profile</source>
            <translation>方案中没有，留在备注里</translation>
        </message>
        <message>
            <source>a number of the row, or our own remark</source>
            <translation>行号，或程序自己写的列</translation>
        </message>
        <message>
            <source>the word “{word}”</source>
            <translation>表头词“{word}”</translation>
        </message>
        <message>
            <source>a little like “{word}”; kept in the note</source>
            <translation>有点像“{word}”，没有把握，留在备注里</translation>
        </message>
        <message>
            <source>no field for it; kept in the note</source>
            <translation>没有对应的字段，留在备注里</translation>
        </message>
        <message>
            <source>running numbers</source>
            <translation>只是序号</translation>
        </message>
        <message>
            <source>nothing stands above it</source>
            <translation>上面没有内容</translation>
        </message>
        <message>
            <source>the record has no such order of this unit</source>
            <translation>数据库中没有这个单位的这张交办单</translation>
        </message>
        <message>
            <source>the order is {state}; no report is wanted</source>
            <translation>交办单{state}，不需要反馈</translation>
        </message>
        <message>
            <source>there are several: {names}. Write the county or township before it</source>
            <translation>有多个同名单位：{names}。请在前面写上县或乡镇</translation>
        </message>
        <message>
            <source>no such unit in the record</source>
            <translation>数据库中没有这个单位</translation>
        </message>
        <message>
            <source>no such unit in the record; the nearest is {name}</source>
            <translation>数据库中没有这个单位，最接近的是“{name}”</translation>
        </message>
        <message>
            <source>not a number</source>
            <translation>不是数字</translation>
        </message>
        <message>
            <source>{own} is no unit for what is kept in {unit}</source>
            <translation>单位“{own}”不能换算为“{unit}”</translation>
        </message>
        <message>
            <source>not a date</source>
            <translation>不是日期</translation>
        </message>
        <message>
            <source>there is no such date</source>
            <translation>没有这一天</translation>
        </message>
        <message>
            <source>neither yes nor no</source>
            <translation>既不是“是”也不是“否”</translation>
        </message>
        <message>
            <source>chosen by hand</source>
            <translation>人工选定</translation>
        </message>
        <message>
            <source>it was not chosen</source>
            <translation>未选中</translation>
        </message>
        <message>
            <source>“{sheet}”: {reason}</source>
            <translation>“{sheet}”：{reason}</translation>
        </message>
        <message>
            <source>it looks like a ledger of “{campaign}”</source>
            <translation>看起来是“{campaign}”台账</translation>
        </message>
        <message>
            <source>it has no column for {fields}</source>
            <translation>没有“{fields}”列</translation>
        </message>
        <message>
            <source>as in an earlier ledger of this form</source>
            <translation>沿用以前同样表头的台账</translation>
        </message>
        <message>
            <source>inside it is not what .xlsx files are</source>
            <translation>内容不是 .xlsx 格式</translation>
        </message>
    </context>
    <context>
        <name>level</name>
        <message>
            <source>national</source>
            <translation>国控</translation>
        </message>
        <message>
            <source>provincial</source>
            <translation>省控</translation>
        </message>
        <message>
            <source>township</source>
            <translation>乡镇站</translation>
        </message>
        <message>
            <source>micro</source>
            <translation>微站</translation>
        </message>
        <message>
            <source>site</source>
            <translation>工地</translation>
        </message>
        <message>
            <source>mobile</source>
            <translation>走航</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>未知</translation>
        </message>
    </context>
    <context>
        <name>outbox</name>
        <message>
            <source>{first} and {count} more</source>
            <translation>{first} 及另外 {count} 项</translation>
        </message>
    </context>
    <context>
        <name>pack</name>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>{new} new, {known} known</source>
            <translation>新 {new}，已有 {known}</translation>
        </message>
        <message>
            <source>{new} new ({size}), {known} known</source>
            <translation>新 {new}（{size}），已有 {known}</translation>
        </message>
        <message>
            <source>Written by</source>
            <translation>写包副本</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>密钥指纹</translation>
        </message>
        <message>
            <source>Written</source>
            <translation>写入时间</translation>
        </message>
        <message>
            <source>For</source>
            <translation>给谁</translation>
        </message>
        <message>
            <source>anybody</source>
            <translation>任何副本</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>更改</translation>
        </message>
        <message>
            <source>Of these</source>
            <translation>其中</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>产生时间</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>附件</translation>
        </message>
        <message>
            <source>Readings</source>
            <translation>监测数据</translation>
        </message>
        <message>
            <source>Confirms</source>
            <translation>确认</translation>
        </message>
        <message>
            <source>Encrypted</source>
            <translation>加密</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>Nothing has changed yet. Take it, or leave it as it is.</source>
            <translation>目前什么都没有改变。可以收下，也可以不收。</translation>
        </message>
        <message>
            <source>A pack from {name}</source>
            <translation>来自 {name} 的数据包</translation>
        </message>
        <message>
            <source>Kept unopened</source>
            <translation>原样保存，未打开</translation>
        </message>
        <message>
            <source>Confirmed</source>
            <translation>得到确认</translation>
        </message>
        <message>
            <source>To look at</source>
            <translation>需要看的</translation>
        </message>
        <message>
            <source>Held</source>
            <translation>搁置</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待</translation>
        </message>
        <message>
            <source>Taken from {name}. Write the answer pack so that {name} learns of it.</source>
            <translation>已收下 {name} 的数据包。请写回执包，让 {name} 知道已经收到。</translation>
        </message>
        <message>
            <source>It was taken before; everything in it is here.</source>
            <translation>这个数据包以前收过，里面的内容都已在本库。</translation>
        </message>
        <message>
            <source>Write the answer pack</source>
            <translation>写回执包</translation>
        </message>
        <message>
            <source>{name} has confirmed what it took.</source>
            <translation>{name} 已确认收到的内容。</translation>
        </message>
        <message>
            <source>Pack taken</source>
            <translation>数据包已收下</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>位置</translation>
        </message>
        <message>
            <source>Key of this record</source>
            <translation>本库密钥指纹</translation>
        </message>
        <message>
            <source>Not everything fitted in: write another pack when the answer has been read.</source>
            <translation>没有全部装下：读入回执包之后再写一个。</translation>
        </message>
        <message>
            <source>It was read back from the disk and is whole. Take the stick out safely.</source>
            <translation>已从磁盘读回核对，完整无误。请安全弹出 U 盘。</translation>
        </message>
        <message>
            <source>Pack written</source>
            <translation>数据包已写好</translation>
        </message>
        <message>
            <source>Collecting changes</source>
            <translation>收集更改</translation>
        </message>
        <message>
            <source>Writing</source>
            <translation>写入</translation>
        </message>
        <message>
            <source>Checking</source>
            <translation>核对</translation>
        </message>
        <message>
            <source>Taking changes</source>
            <translation>收取更改</translation>
        </message>
        <message>
            <source>Taking readings</source>
            <translation>收取监测数据</translation>
        </message>
        <message>
            <source>Taking files</source>
            <translation>收取附件</translation>
        </message>
        <message>
            <source>The key agrees: approve and take</source>
            <translation>指纹一致，批准并收下</translation>
        </message>
        <message>
            <source>Keep it for the upgrade</source>
            <translation>保存，等待升级</translation>
        </message>
        <message>
            <source>Take it</source>
            <translation>收下</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>It was written for {name}: it cannot be taken here.</source>
            <translation>这是写给 {name} 的，本库不能收。</translation>
        </message>
        <message>
            <source>A newer program wrote it. It can be kept unopened until this one is upgraded.</source>
            <translation>由更新版本的程序写成。可以先原样保存，等本程序升级后再收。</translation>
        </message>
        <message>
            <source>It was written here: bring it to the others.</source>
            <translation>这是本库自己写的，请带给对方。</translation>
        </message>
        <message>
            <source>{name} is not approved here. Ask them for the fingerprint of their key, on the telephone; go on only if it is {fingerprint}.</source>
            <translation>{name} 尚未在本库获得批准。请打电话向对方询问密钥指纹，确为 {fingerprint} 才继续。</translation>
        </message>
        <message>
            <source>{name} was revoked: its packs are refused.</source>
            <translation>{name} 已被吊销，它的数据包一律拒收。</translation>
        </message>
        <message>
            <source>{name} is known here under another key. Somebody may be using the name.</source>
            <translation>{name} 在本库登记的是另一把密钥，可能有人冒用其名。</translation>
        </message>
        <message>
            <source>It was taken here before. Again is no harm.</source>
            <translation>这个数据包以前收过，再收一次也无妨。</translation>
        </message>
        <message>
            <source>{count} days of stations</source>
            <translation>{count} 个站日</translation>
        </message>
        <message>
            <source>{count} of this record's changes</source>
            <translation>本库更改 {count} 条</translation>
        </message>
        <message>
            <source>not confirmed yet</source>
            <translation>待确认</translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation>已确认</translation>
        </message>
        <message>
            <source>taken</source>
            <translation>已收下</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>拒收</translation>
        </message>
        <message>
            <source>upgrade needed</source>
            <translation>需升级</translation>
        </message>
        <message>
            <source>written</source>
            <translation>写出</translation>
        </message>
        <message>
            <source>read</source>
            <translation>读入</translation>
        </message>
        <message>
            <source>this record</source>
            <translation>本库</translation>
        </message>
    </context>
    <context>
        <name>papers</name>
        <message>
            <source>leads</source>
            <translation>牵头</translation>
        </message>
        <message>
            <source>supports</source>
            <translation>配合</translation>
        </message>
        <message>
            <source>Printed {moment}</source>
            <translation>打印于 {moment}</translation>
        </message>
    </context>
    <context>
        <name>peer</name>
        <message>
            <source>not reached</source>
            <translation>连不上</translation>
        </message>
        <message>
            <source>never met</source>
            <translation>未曾联系</translation>
        </message>
        <message>
            <source>behind</source>
            <translation>有未确认</translation>
        </message>
        <message>
            <source>has everything</source>
            <translation>全部确认</translation>
        </message>
    </context>
    <context>
        <name>reason</name>
        <message>
            <source>wrong checksum</source>
            <translation>校验错误</translation>
        </message>
        <message>
            <source>declared length is wrong</source>
            <translation>长度不符</translation>
        </message>
        <message>
            <source>not a frame</source>
            <translation>不是数据包</translation>
        </message>
        <message>
            <source>frame too long</source>
            <translation>数据包过长</translation>
        </message>
        <message>
            <source>frame cut off</source>
            <translation>数据包不完整</translation>
        </message>
        <message>
            <source>bytes between frames</source>
            <translation>包间杂字节</translation>
        </message>
        <message>
            <source>unknown device</source>
            <translation>未登记设备</translation>
        </message>
        <message>
            <source>device without a station</source>
            <translation>设备未绑定站点</translation>
        </message>
        <message>
            <source>wrong password</source>
            <translation>密码错误</translation>
        </message>
        <message>
            <source>impossible value</source>
            <translation>数值不合理</translation>
        </message>
        <message>
            <source>impossible date</source>
            <translation>时间不合理</translation>
        </message>
        <message>
            <source>unknown column</source>
            <translation>不认识的列</translation>
        </message>
        <message>
            <source>row does not fit the header</source>
            <translation>行与表头不符</translation>
        </message>
        <message>
            <source>station cannot be taken</source>
            <translation>站点无法登记</translation>
        </message>
        <message>
            <source>file cannot be read</source>
            <translation>文件无法读取</translation>
        </message>
        <message>
            <source>too many to list</source>
            <translation>过多，不再逐条列出</translation>
        </message>
        <message>
            <source>the office has not approved this replica</source>
            <translation>大气办尚未批准该副本</translation>
        </message>
        <message>
            <source>they are signed with another key than this replica's</source>
            <translation>签名所用的不是该副本的密钥</translation>
        </message>
        <message>
            <source>they claim to be an office's, which this replica is not</source>
            <translation>自称出自大气办，而该副本并不是</translation>
        </message>
        <message>
            <source>their content was changed after it was written</source>
            <translation>内容在写出之后被改动过</translation>
        </message>
        <message>
            <source>parts of another replica's work may come from an office only</source>
            <translation>其他副本的部分记录只能由大气办转交</translation>
        </message>
        <message>
            <source>the signature is missing or wrong</source>
            <translation>缺少签名或签名不对</translation>
        </message>
        <message>
            <source>this replica was revoked before they were written</source>
            <translation>写出之前该副本已被吊销</translation>
        </message>
        <message>
            <source>something that came before them is missing there</source>
            <translation>那边缺少它们之前的改动</translation>
        </message>
        <message>
            <source>they are another replica's</source>
            <translation>它们是别的副本的</translation>
        </message>
        <message>
            <source>they cannot be read</source>
            <translation>内容读不懂</translation>
        </message>
        <message>
            <source>no program can have written them like this</source>
            <translation>内容不合格式，不是本程序能写出的</translation>
        </message>
        <message>
            <source>parts of a message are missing</source>
            <translation>分包不全</translation>
        </message>
        <message>
            <source>cannot be decrypted</source>
            <translation>无法解密</translation>
        </message>
    </context>
    <context>
        <name>refusal</name>
        <message>
            <source>its author is not approved here</source>
            <translation>作者尚未在本库获得批准</translation>
        </message>
        <message>
            <source>it came under another key than the one approved</source>
            <translation>所用密钥与批准时的不同</translation>
        </message>
        <message>
            <source>it claims to be an office's work and is not</source>
            <translation>自称是大气办所写，其实不是</translation>
        </message>
        <message>
            <source>it was altered on the way</source>
            <translation>途中被改动过</translation>
        </message>
        <message>
            <source>parts of the chain are missing, so it cannot be checked</source>
            <translation>链条有缺，无法核对</translation>
        </message>
        <message>
            <source>its author was revoked before</source>
            <translation>作者此前已被吊销</translation>
        </message>
        <message>
            <source>the signature is missing or is not its author's</source>
            <translation>没有签名，或不是作者本人的签名</translation>
        </message>
        <message>
            <source>no program can have written it like this</source>
            <translation>内容不合格式，不是本程序能写出的</translation>
        </message>
    </context>
    <context>
        <name>replica</name>
        <message>
            <source>this one</source>
            <translation>本机</translation>
        </message>
        <message>
            <source>revoked</source>
            <translation>已吊销</translation>
        </message>
        <message>
            <source>approved</source>
            <translation>已批准</translation>
        </message>
        <message>
            <source>not approved</source>
            <translation>未批准</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>everything</source>
            <translation>全部</translation>
        </message>
    </context>
    <context>
        <name>role</name>
        <message>
            <source>director</source>
            <translation>主任</translation>
        </message>
        <message>
            <source>duty officer</source>
            <translation>值班</translation>
        </message>
        <message>
            <source>department</source>
            <translation>部门</translation>
        </message>
        <message>
            <source>township</source>
            <translation>乡镇</translation>
        </message>
        <message>
            <source>grid member</source>
            <translation>网格员</translation>
        </message>
        <message>
            <source>administrator</source>
            <translation>管理员</translation>
        </message>
        <message>
            <source>auditor</source>
            <translation>审计</translation>
        </message>
        <message>
            <source>viewer</source>
            <translation>只读</translation>
        </message>
    </context>
    <context>
        <name>service</name>
        <message>
            <source>{file}, {size} MB; {count} backups kept, {gone} old ones removed</source>
            <translation>{file}，{size} MB；现存备份 {count} 份，清理旧备份 {gone} 份</translation>
        </message>
        <message>
            <source>{merged} deliveries merged, {refused} refused, {waiting} wait</source>
            <translation>合并 {merged} 批，退回 {refused} 批，等待 {waiting} 批</translation>
        </message>
        <message>
            <source>{count} kept packs taken</source>
            <translation>补读数据包 {count} 个</translation>
        </message>
        <message>
            <source>{peer} and this record hold the same</source>
            <translation>与 {peer} 内容一致</translation>
        </message>
        <message>
            <source>{sent} changes to {peer}, {received} back, {refused} refused, {held} held</source>
            <translation>发给 {peer} {sent} 条改动，收到 {received} 条，拒收 {refused} 条，暂存 {held} 条</translation>
        </message>
        <message>
            <source>{open} orders open, {soon} due within {hours} h, {late} overdue</source>
            <translation>在办 {open} 件，{hours} 小时内到期 {soon} 件，逾期 {late} 件</translation>
        </message>
        <message>
            <source>{host}:{port}: {connections} connections, {frames} frames, {refused} refused</source>
            <translation>{host}:{port}：{connections} 个连接，收到 {frames} 条，拒收 {refused} 条</translation>
        </message>
        <message>
            <source>Qingkong office service</source>
            <translation>晴空办公室服务</translation>
        </message>
        <message>
            <source>Duties</source>
            <translation>各项工作</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>Backups</source>
            <translation>备份</translation>
        </message>
        <message>
            <source>all is well</source>
            <translation>一切正常</translation>
        </message>
        <message>
            <source>standby: another service does the work</source>
            <translation>待命：另一个服务正在工作</translation>
        </message>
        <message>
            <source>something fails</source>
            <translation>有工作失败</translation>
        </message>
        <message>
            <source>the lease is lost: another service may be at work</source>
            <translation>已失去值守权：可能有另一个服务在工作</translation>
        </message>
        <message>
            <source>HJ 212 listener</source>
            <translation>HJ 212 接收</translation>
        </message>
        <message>
            <source>merging what townships sent</source>
            <translation>合并乡镇交来的改动</translation>
        </message>
        <message>
            <source>exchange with the peer</source>
            <translation>与对方同步</translation>
        </message>
        <message>
            <source>packs kept for an upgrade</source>
            <translation>待升级后读取的数据包</translation>
        </message>
        <message>
            <source>clocks of orders</source>
            <translation>交办单时限</translation>
        </message>
        <message>
            <source>backup</source>
            <translation>备份</translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>数据库</translation>
        </message>
        <message>
            <source>Running for</source>
            <translation>已运行</translation>
        </message>
        <message>
            <source>The lease is held by</source>
            <translation>值守权持有者</translation>
        </message>
        <message>
            <source>Database problem</source>
            <translation>数据库问题</translation>
        </message>
        <message>
            <source>{free} GB of {total} GB free in {folder}</source>
            <translation>{folder} 可用 {free} GB，共 {total} GB</translation>
        </message>
        <message>
            <source>Disk</source>
            <translation>磁盘</translation>
        </message>
        <message>
            <source>Duty</source>
            <translation>工作</translation>
        </message>
        <message>
            <source>Last run</source>
            <translation>上次运行</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Failing since {time} ({count} times): {problem}</source>
            <translation>自 {time} 起失败（{count} 次）：{problem}</translation>
        </message>
        <message>
            <source>At work for {time} without an end</source>
            <translation>已运行 {time} 仍未结束</translation>
        </message>
        <message>
            <source>Changes not confirmed by a peer</source>
            <translation>尚未得到对方确认的改动</translation>
        </message>
        <message>
            <source>Conflicts to decide</source>
            <translation>冲突待决</translation>
        </message>
        <message>
            <source>Changes held</source>
            <translation>暂存待补的改动</translation>
        </message>
        <message>
            <source>Orders due soon</source>
            <translation>即将到期的交办单</translation>
        </message>
        <message>
            <source>Orders overdue</source>
            <translation>逾期的交办单</translation>
        </message>
        <message>
            <source>Last HJ 212 frame</source>
            <translation>最近一条 HJ 212 数据</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>目录</translation>
        </message>
        <message>
            <source>no backups are made here</source>
            <translation>此处不做备份</translation>
        </message>
        <message>
            <source>Last backup</source>
            <translation>最近一次备份</translation>
        </message>
        <message>
            <source>never: run “qingkong backup --drill FILE”</source>
            <translation>从未演练：请运行“qingkong backup --drill 文件”</translation>
        </message>
        <message>
            <source>good</source>
            <translation>通过</translation>
        </message>
        <message>
            <source>found problems</source>
            <translation>发现问题</translation>
        </message>
        <message>
            <source>Last restore drill</source>
            <translation>最近一次恢复演练</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚无</translation>
        </message>
        <message>
            <source>{duration} ago</source>
            <translation>{duration}前</translation>
        </message>
        <message>
            <source>en</source>
            <translation>zh-CN</translation>
        </message>
        <message>
            <source>None: this service waits.</source>
            <translation>无：本服务待命中。</translation>
        </message>
        <message>
            <source>{count} station-days rolled up</source>
            <translation>已汇总 {count} 个站点日</translation>
        </message>
        <message>
            <source>days and months of the air</source>
            <translation>空气日、月汇总</translation>
        </message>
        <message>
            <source>{loaded} files loaded since the start, {failed} failed, {waiting} wait</source>
            <translation>启动以来导入 {loaded} 个文件，失败 {failed} 个，等待 {waiting} 个</translation>
        </message>
        <message>
            <source>watched folder</source>
            <translation>监视文件夹</translation>
        </message>
    </context>
    <context>
        <name>side</name>
        <message>
            <source>office</source>
            <translation>大气办</translation>
        </message>
        <message>
            <source>field</source>
            <translation>基层</translation>
        </message>
    </context>
    <context>
        <name>source</name>
        <message>
            <source>station reading</source>
            <translation>站点读数</translation>
        </message>
        <message>
            <source>patrol</source>
            <translation>巡查</translation>
        </message>
        <message>
            <source>complaint 12369</source>
            <translation>12369 举报</translation>
        </message>
        <message>
            <source>handed down by the city</source>
            <translation>市级交办</translation>
        </message>
        <message>
            <source>handed down by the province</source>
            <translation>省级交办</translation>
        </message>
        <message>
            <source>meeting decision</source>
            <translation>会议决定</translation>
        </message>
        <message>
            <source>expert consultation</source>
            <translation>专家会商</translation>
        </message>
        <message>
            <source>camera: black smoke</source>
            <translation>黑烟抓拍</translation>
        </message>
        <message>
            <source>mobile survey</source>
            <translation>走航</translation>
        </message>
    </context>
    <context>
        <name>state</name>
        <message>
            <source>draft</source>
            <translation>草稿</translation>
        </message>
        <message>
            <source>dispatched</source>
            <translation>已下发</translation>
        </message>
        <message>
            <source>received</source>
            <translation>已签收</translation>
        </message>
        <message>
            <source>on site</source>
            <translation>到场</translation>
        </message>
        <message>
            <source>reported</source>
            <translation>已反馈</translation>
        </message>
        <message>
            <source>verified</source>
            <translation>已核查</translation>
        </message>
        <message>
            <source>returned</source>
            <translation>已退回</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>已销号</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>已作废</translation>
        </message>
    </context>
    <context>
        <name>step</name>
        <message>
            <source>dispatch</source>
            <translation>下发</translation>
        </message>
        <message>
            <source>receive</source>
            <translation>签收</translation>
        </message>
        <message>
            <source>arrive on site</source>
            <translation>到场</translation>
        </message>
        <message>
            <source>report</source>
            <translation>反馈</translation>
        </message>
        <message>
            <source>verify</source>
            <translation>核查通过</translation>
        </message>
        <message>
            <source>return</source>
            <translation>退回</translation>
        </message>
        <message>
            <source>close</source>
            <translation>销号</translation>
        </message>
        <message>
            <source>cancel</source>
            <translation>作废</translation>
        </message>
        <message>
            <source>note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>reopen</source>
            <translation>重新办理</translation>
        </message>
        <message>
            <source>ask for more time</source>
            <translation>申请延期</translation>
        </message>
        <message>
            <source>grant more time</source>
            <translation>同意延期</translation>
        </message>
        <message>
            <source>refuse more time</source>
            <translation>不同意延期</translation>
        </message>
        <message>
            <source>pause the clocks</source>
            <translation>暂停计时</translation>
        </message>
        <message>
            <source>let the clocks go on</source>
            <translation>恢复计时</translation>
        </message>
        <message>
            <source>escalate</source>
            <translation>督办升级</translation>
        </message>
    </context>
    <context>
        <name>sync</name>
        <message>
            <source>Monday {time}</source>
            <translation>周一 {time}</translation>
        </message>
        <message>
            <source>Tuesday {time}</source>
            <translation>周二 {time}</translation>
        </message>
        <message>
            <source>Wednesday {time}</source>
            <translation>周三 {time}</translation>
        </message>
        <message>
            <source>Thursday {time}</source>
            <translation>周四 {time}</translation>
        </message>
        <message>
            <source>Friday {time}</source>
            <translation>周五 {time}</translation>
        </message>
        <message>
            <source>Saturday {time}</source>
            <translation>周六 {time}</translation>
        </message>
        <message>
            <source>Sunday {time}</source>
            <translation>周日 {time}</translation>
        </message>
        <message>
            <source>Sending changes {done} of {total}</source>
            <translation>发送更改 {done}/{total}</translation>
        </message>
        <message>
            <source>Receiving changes {done} of {total}</source>
            <translation>接收更改 {done}/{total}</translation>
        </message>
        <message>
            <source>Files {done} of {total}</source>
            <translation>附件 {done}/{total}</translation>
        </message>
        <message>
            <source>Readings</source>
            <translation>监测数据</translation>
        </message>
        <message>
            <source>All changes are confirmed; {count} files are still on their way</source>
            <translation>全部更改已确认，还有 {count} 个附件在途</translation>
        </message>
        <message>
            <source>Nothing has been written here yet</source>
            <translation>这里还没有写过任何更改</translation>
        </message>
        <message>
            <source>Everything is confirmed by {name}, last at {when}</source>
            <translation>全部更改已由 {name} 确认，最近 {when}</translation>
        </message>
        <message>
            <source>Everything is confirmed by the office, last at {when}</source>
            <translation>全部更改已由大气办确认，最近 {when}</translation>
        </message>
        <message>
            <source>{count} unsent</source>
            <translation>{count} 条未发送</translation>
        </message>
        <message>
            <source>{count} files under way</source>
            <translation>{count} 个附件在途</translation>
        </message>
        <message>
            <source>all confirmed {when}</source>
            <translation>全部确认 {when}</translation>
        </message>
        <message>
            <source>{count} conflicts</source>
            <translation>{count} 处冲突</translation>
        </message>
        <message>
            <source>Sync: nothing to send</source>
            <translation>同步：没有待发送</translation>
        </message>
        <message>
            <source>Sync: {facts}</source>
            <translation>同步：{facts}</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>everything</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>This record: {name} ({tag}), holds {units}</source>
            <translation>本库：{name}（{tag}），范围：{units}</translation>
        </message>
        <message>
            <source>last contact {when}</source>
            <translation>最近联系 {when}</translation>
        </message>
        <message>
            <source>{count} changes so far</source>
            <translation>至今 {count} 条更改</translation>
        </message>
        <message>
            <source>The last try, {when}, failed: {reason}</source>
            <translation>最近一次尝试（{when}）失败：{reason}</translation>
        </message>
        <message>
            <source>Nothing new: {name} holds the same</source>
            <translation>没有新内容：与 {name} 完全一致</translation>
        </message>
        <message>
            <source>Exchanged with {name}. Sent: {sent}. Received: {received}.</source>
            <translation>已与 {name} 同步。发出：{sent}；收到：{received}。</translation>
        </message>
        <message>
            <source>{time} ahead</source>
            <translation>快了{time}</translation>
        </message>
        <message>
            <source>{time} behind</source>
            <translation>慢了{time}</translation>
        </message>
        <message>
            <source>Only in the shared record: never exchanged with another one</source>
            <translation>只存在于共享库中，从未与别的库同步</translation>
        </message>
        <message>
            <source>Only in the shared record</source>
            <translation>只在共享库</translation>
        </message>
        <message>
            <source>Only on this computer: never exchanged with another one</source>
            <translation>只存在于这台电脑上，从未与别的库同步</translation>
        </message>
        <message>
            <source>Only on this computer</source>
            <translation>只在本机</translation>
        </message>
        <message>
            <source>{count} changes not sent yet</source>
            <translation>{count} 条更改尚未发送</translation>
        </message>
        <message>
            <source>{count} changes not sent yet, the oldest from {when} ({age})</source>
            <translation>{count} 条更改尚未发送，最早一条写于 {when}（已过{age}）</translation>
        </message>
        <message>
            <source>, oldest {age}</source>
            <translation>，最早{age}前</translation>
        </message>
        <message>
            <source>{count} changes</source>
            <translation>{count} 条更改</translation>
        </message>
        <message>
            <source>{count} files</source>
            <translation>{count} 个附件</translation>
        </message>
        <message>
            <source>{count} readings</source>
            <translation>{count} 条监测数据</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>无</translation>
        </message>
        <message>
            <source>{count} changes are held.</source>
            <translation>{count} 条更改被搁置。</translation>
        </message>
        <message>
            <source>{count} files are on neither side yet.</source>
            <translation>{count} 个附件两边都还没有。</translation>
        </message>
        <message>
            <source>{count} conflicts wait for a decision</source>
            <translation>{count} 处冲突等待决定</translation>
        </message>
        <message>
            <source>{count} of your steps came too late and had no effect</source>
            <translation>本机有 {count} 个步骤到得太晚，没有生效</translation>
        </message>
        <message>
            <source>The exchange has shown: {facts}.</source>
            <translation>同步发现：{facts}。</translation>
        </message>
        <message>
            <source>Claimed {claimed}, by a clock that was {off}; received {received}</source>
            <translation>自称写于 {claimed}，所用时钟{off}；本库收到于 {received}</translation>
        </message>
        <message>
            <source>Written {claimed}, received {received}</source>
            <translation>写于 {claimed}，本库收到于 {received}</translation>
        </message>
        <message>
            <source>Beside {name}, this computer's clock is {off}: set it right.</source>
            <translation>与 {name} 相比，本机时钟{off}，请调准。</translation>
        </message>
        <message>
            <source>{count} changes lie in the office's mailbox until it merges them.</source>
            <translation>{count} 条更改已送到大气办的信箱，等它合并。</translation>
        </message>
        <message>
            <source>The office has not approved this computer yet: ask it to, then its work counts.</source>
            <translation>大气办尚未批准这台电脑，请联系批准，之后这里的更改才会生效。</translation>
        </message>
    </context>
    <context>
        <name>table</name>
        <message>
            <source>its cells look like it</source>
            <translation>从单元格内容判断</translation>
        </message>
        <message>
            <source>the header says so</source>
            <translation>表头已写明</translation>
        </message>
        <message>
            <source>the header is a station</source>
            <translation>表头是站点</translation>
        </message>
        <message>
            <source>most of its cells are no numbers</source>
            <translation>多数单元格不是数字</translation>
        </message>
        <message>
            <source>the title speaks of it</source>
            <translation>标题中提到</translation>
        </message>
        <message>
            <source>nothing that is known has this name</source>
            <translation>没有认识的项目叫这个名字</translation>
        </message>
        <message>
            <source>known and not kept: means and indices are computed here</source>
            <translation>认识但不保存：均值和指数由本程序计算</translation>
        </message>
        <message>
            <source>its words are not all flags that are known</source>
            <translation>其中有不认识的标识</translation>
        </message>
        <message>
            <source>the column “{header}” is that already</source>
            <translation>“{header}”列已是这一项</translation>
        </message>
        <message>
            <source>not needed in a table of this form</source>
            <translation>这种形式的表格用不到</translation>
        </message>
        <message>
            <source>the values are names of directions</source>
            <translation>内容是方位名称</translation>
        </message>
        <message>
            <source>the values are degrees</source>
            <translation>内容是度数</translation>
        </message>
        <message>
            <source>the header says {unit}</source>
            <translation>表头写明 {unit}</translation>
        </message>
        <message>
            <source>no unit is named and there are no values yet; the usual one</source>
            <translation>没有写单位，也还没有数值；按常用单位</translation>
        </message>
        <message>
            <source>the header says {unit}, but values around {middle} are unusual in it</source>
            <translation>表头写明 {unit}，但按此单位 {middle} 左右的数值不常见</translation>
        </message>
        <message>
            <source>the header says {unit}, in which values around {middle} are impossible; taken as {other}</source>
            <translation>表头写明 {unit}，但按此单位不可能有 {middle} 左右的数值；按 {other} 处理</translation>
        </message>
        <message>
            <source>no unit is named, and values around {middle} fit none</source>
            <translation>没有写单位，{middle} 左右的数值与哪种单位都不符</translation>
        </message>
        <message>
            <source>no unit is named; values around {middle} fit {unit}</source>
            <translation>没有写单位；{middle} 左右的数值符合 {unit}</translation>
        </message>
        <message>
            <source>no unit is named; values around {middle} do not tell {unit} from km/h</source>
            <translation>没有写单位；从 {middle} 左右的数值分不清是 {unit} 还是 km/h</translation>
        </message>
        <message>
            <source>the times have no hour</source>
            <translation>时间中没有小时</translation>
        </message>
        <message>
            <source>there is only one time</source>
            <translation>只有一个时间</translation>
        </message>
        <message>
            <source>the times are days apart</source>
            <translation>时间按日间隔</translation>
        </message>
        <message>
            <source>the times are hours apart</source>
            <translation>时间按小时间隔</translation>
        </message>
        <message>
            <source>the times are {minutes} minutes apart; each is kept as a minute</source>
            <translation>时间间隔 {minutes} 分钟；逐条按分钟值保存</translation>
        </message>
        <message>
            <source>which column has the time</source>
            <translation>哪一列是时间</translation>
        </message>
        <message>
            <source>which column has the hour</source>
            <translation>哪一列是小时</translation>
        </message>
        <message>
            <source>which column names the station, or which one station the file is of</source>
            <translation>哪一列是站点，或文件属于哪一个站点</translation>
        </message>
        <message>
            <source>which columns have the item and its value</source>
            <translation>哪几列是监测项目和它的数值</translation>
        </message>
        <message>
            <source>what the words in the item column stand for</source>
            <translation>项目列中的名称各指什么</translation>
        </message>
        <message>
            <source>which column has a pollutant or weather</source>
            <translation>哪一列是污染物或气象要素</translation>
        </message>
        <message>
            <source>which columns are stations</source>
            <translation>哪些列是站点</translation>
        </message>
        <message>
            <source>which item the stations' columns hold</source>
            <translation>各站点列的数值是哪个监测项目</translation>
        </message>
        <message>
            <source>header_row is not between 0 and {most}</source>
            <translation>header_row 不在 0 到 {most} 之间</translation>
        </message>
        <message>
            <source>header_lines is not between 1 and {most}</source>
            <translation>header_lines 不在 1 到 {most} 之间</translation>
        </message>
        <message>
            <source>“{zone}” is no time zone; write Asia/Shanghai, UTC or +08:00</source>
            <translation>“{zone}”不是时区；请写 Asia/Shanghai、UTC 或 +08:00</translation>
        </message>
        <message>
            <source>a station without a name or code under [stations]</source>
            <translation>[stations] 下有站点缺少名称或编码</translation>
        </message>
        <message>
            <source>field of “{header}”</source>
            <translation>“{header}”的含义</translation>
        </message>
        <message>
            <source>unit of “{header}”</source>
            <translation>“{header}”的单位</translation>
        </message>
        <message>
            <source>“{header}” has a unit, but no values</source>
            <translation>“{header}”写了单位，却不是数值列</translation>
        </message>
        <message>
            <source>“{header}” speaks of nothing that is known</source>
            <translation>“{header}”所标识的项目不认识</translation>
        </message>
        <message>
            <source>item “{word}”</source>
            <translation>项目“{word}”</translation>
        </message>
        <message>
            <source>unit of item “{word}”</source>
            <translation>项目“{word}”的单位</translation>
        </message>
        <message>
            <source>the column “{header}” stands there twice</source>
            <translation>列“{header}”写了两次</translation>
        </message>
        <message>
            <source>two columns are “{field}”; leave one of them out</source>
            <translation>有两列都是“{field}”，请去掉一列</translation>
        </message>
        <message>
            <source>the item “{word}” stands there twice</source>
            <translation>项目“{word}”写了两次</translation>
        </message>
        <message>
            <source>{key} is “{value}”, not one of {known}</source>
            <translation>{key} 写的是“{value}”，应为其中之一：{known}</translation>
        </message>
        <message>
            <source>nothing names a zone: China's clock</source>
            <translation>没有写明时区，按北京时间</translation>
        </message>
        <message>
            <source>a date names its own day</source>
            <translation>日期就是当日</translation>
        </message>
        <message>
            <source>the hours count from 1 to 24</source>
            <translation>小时从 1 记到 24</translation>
        </message>
        <message>
            <source>nothing says which end of the interval a time means: its end, as usual</source>
            <translation>没有写明时间是时段的开始还是结束，按通常的结束时间</translation>
        </message>
        <message>
            <source>it is larger than a profile can be</source>
            <translation>文件过大，不可能是导入方案</translation>
        </message>
        <message>
            <source>it was written by a newer version of the program</source>
            <translation>由更新版本的程序写成</translation>
        </message>
        <message>
            <source>unknown: {keys}</source>
            <translation>不认识：{keys}</translation>
        </message>
        <message>
            <source>“{text}” holds half of a character</source>
            <translation>“{text}”中有不完整的字符</translation>
        </message>
        <message>
            <source>{where} has no {key}</source>
            <translation>{where} 缺少 {key}</translation>
        </message>
        <message>
            <source>“{key}” is not of the kind that belongs there</source>
            <translation>“{key}”的内容类型不对</translation>
        </message>
        <message>
            <source>empty keys (merged cells) are what stands above them</source>
            <translation>站点或时间的空白格（合并单元格）沿用上一行的内容</translation>
        </message>
    </context>
    <context>
        <name>texts</name>
        <message>
            <source>Something unexpected went wrong. What you see may be incomplete; nothing was lost.</source>
            <translation>出了意外的错误。画面可能不完整，数据没有丢失。</translation>
        </message>
        <message>
            <source>under 1 min</source>
            <translation>不到1分钟</translation>
        </message>
        <message>
            <source>{days} d {hours} h</source>
            <translation>{days}天{hours}小时</translation>
        </message>
        <message>
            <source>{days} d</source>
            <translation>{days}天</translation>
        </message>
        <message>
            <source>{hours} h {minutes} min</source>
            <translation>{hours}小时{minutes}分</translation>
        </message>
        <message>
            <source>{hours} h</source>
            <translation>{hours}小时</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes}分钟</translation>
        </message>
        <message>
            <source>{duration} left</source>
            <translation>还剩 {duration}</translation>
        </message>
        <message>
            <source>overdue {duration}</source>
            <translation>逾期 {duration}</translation>
        </message>
        <message>
            <source>Somebody</source>
            <translation>有人</translation>
        </message>
        <message>
            <source>{who} changed this {duration} ago</source>
            <translation>{who} {duration}前改的</translation>
        </message>
        <message>
            <source>{who} changed this {duration} ago on {computer}</source>
            <translation>{who} {duration}前在“{computer}”上改的</translation>
        </message>
    </context>
    <context>
        <name>theme</name>
        <message>
            <source>The theme "{name}" could not be read ({reason}); the present look stays.</source>
            <translation>外观“{name}”读取失败（{reason}），保持现有外观。</translation>
        </message>
    </context>
    <context>
        <name>thing</name>
        <message>
            <source>unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>site</source>
            <translation>点位</translation>
        </message>
        <message>
            <source>station</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>campaign</source>
            <translation>专项</translation>
        </message>
        <message>
            <source>order</source>
            <translation>交办单</translation>
        </message>
        <message>
            <source>region</source>
            <translation>地区</translation>
        </message>
        <message>
            <source>edition</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>matter</source>
            <translation>事项</translation>
        </message>
        <message>
            <source>longitude</source>
            <translation>经度</translation>
        </message>
        <message>
            <source>latitude</source>
            <translation>纬度</translation>
        </message>
        <message>
            <source>replica</source>
            <translation>副本</translation>
        </message>
        <message>
            <source>conflict</source>
            <translation>冲突</translation>
        </message>
        <message>
            <source>the first bytes</source>
            <translation>文件开头</translation>
        </message>
        <message>
            <source>the encrypted part</source>
            <translation>加密部分</translation>
        </message>
        <message>
            <source>the directory at its end</source>
            <translation>末尾的目录</translation>
        </message>
        <message>
            <source>bytes after its end</source>
            <translation>末尾之后有多余内容</translation>
        </message>
        <message>
            <source>members</source>
            <translation>成员数</translation>
        </message>
        <message>
            <source>bytes</source>
            <translation>字节数</translation>
        </message>
        <message>
            <source>memory in KiB</source>
            <translation>内存（KiB）</translation>
        </message>
        <message>
            <source>iterations</source>
            <translation>迭代次数</translation>
        </message>
        <message>
            <source>lanes</source>
            <translation>并行数</translation>
        </message>
        <message>
            <source>person</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>login</source>
            <translation>账号</translation>
        </message>
        <message>
            <source>device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>file</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>shift</source>
            <translation>班次</translation>
        </message>
    </context>
    <context>
        <name>unit kind</name>
        <message>
            <source>department</source>
            <translation>部门</translation>
        </message>
        <message>
            <source>enterprise</source>
            <translation>企业</translation>
        </message>
    </context>
    <context>
        <name>unsettled</name>
        <message>
            <source>held</source>
            <translation>搁置</translation>
        </message>
        <message>
            <source>forked</source>
            <translation>分叉</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>等待</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>拒收</translation>
        </message>
        <message>
            <source>for the changes {first} to {last} before them</source>
            <translation>在它之前的第 {first} 至 {last} 条更改</translation>
        </message>
        <message>
            <source>for the change {first} before them</source>
            <translation>在它之前的第 {first} 条更改</translation>
        </message>
        <message>
            <source>for the signature over them</source>
            <translation>为它们封尾的签名</translation>
        </message>
        <message>
            <source>{what}: for the {needs} that they belong to</source>
            <translation>{what}：所属的{needs}</translation>
        </message>
        <message>
            <source>These changes are here and safe. What was written before them has not arrived; when it does, they take effect by themselves. If it lasts, exchange with {name} directly or read its next pack.</source>
            <translation>这些更改已在本库，是安全的。它们之前写的内容还没有到；到了之后会自动生效。如果一直不到，请直接与 {name} 同步，或读入它的下一个数据包。</translation>
        </message>
        <message>
            <source>These changes are here, but the signature that closes their command has not arrived. The next exchange with {name} brings it.</source>
            <translation>这些更改已在本库，但为它们封尾的签名还没有到。下次与 {name} 同步时会带来。</translation>
        </message>
        <message>
            <source>One database file was copied, or restored from a backup, and both copies went on writing under the name {name}. What came first counts; the other copy's changes are kept here. Stop using one of the two: give the restored one a new identity with “qingkong restore”, and enter its newer work again.</source>
            <translation>同一个数据库文件被复制或从备份恢复过，两份都以 {name} 的名义继续写。先到的有效，另一份的更改搁置在这里。请停用其中一份：用“qingkong restore”给恢复的那份换一个新身份，再把它的新内容重新录入。</translation>
        </message>
        <message>
            <source>They are in the log and appear by themselves when what they point to arrives.</source>
            <translation>它们已在日志里，所指的对象到达后会自动出现。</translation>
        </message>
        <message>
            <source>Nothing of them was taken; the sender still has them. If {name} should belong to this record, an office has to approve it.</source>
            <translation>这些更改一条也没有收，发送方仍保留着。如果 {name} 应当属于本库，需由大气办批准。</translation>
        </message>
        <message>
            <source>two copies of one database have written</source>
            <translation>同一个库的两份副本各自写入</translation>
        </message>
        <message>
            <source>Waits {what}</source>
            <translation>等待{what}</translation>
        </message>
    </context>
    <context>
        <name>watch</name>
        <message>
            <source>This file was loaded before; nothing was done.</source>
            <translation>此文件以前已导入，未作任何处理。</translation>
        </message>
        <message>
            <source>nothing of it could be taken</source>
            <translation>没有一行可以采用</translation>
        </message>
        <message>
            <source>Loaded {time}: {added} rows added, {changed} changed, {unchanged} unchanged, {refused} refused</source>
            <translation>{time} 导入：新增 {added} 行，更新 {changed} 行，未变 {unchanged} 行，拒收 {refused} 处</translation>
        </message>
        <message>
            <source>Stations that the record does not have: {names}</source>
            <translation>库中没有的站点：{names}</translation>
        </message>
        <message>
            <source>Assumed: {what}</source>
            <translation>按此处理：{what}</translation>
        </message>
    </context>
    <context>
        <name>weakness</name>
        <message>
            <source>{where} is a superuser: nothing here holds it back. Use the owner's login for the program, and this one for the server only.</source>
            <translation>{where} 是超级用户，这里的任何限制对它都不起作用。程序请用所有者账号，这个账号只用来管服务器。</translation>
        </message>
        <message>
            <source>The connection to {where} does not check who the server is. Write sslmode=verify-full.</source>
            <translation>到 {where} 的连接不核对服务器的身份。请写 sslmode=verify-full。</translation>
        </message>
        <message>
            <source>postgresql.conf: {where} is {what}. Set it to scram-sha-256, then give new passwords.</source>
            <translation>postgresql.conf：{where} 现为 {what}。请改为 scram-sha-256，再换发密码。</translation>
        </message>
        <message>
            <source>postgresql.conf: the server listens on {where} without TLS. Set ssl = on, with a certificate.</source>
            <translation>postgresql.conf：服务器在 {where} 监听而没有 TLS。请设 ssl = on 并配好证书。</translation>
        </message>
        <message>
            <source>pg_hba.conf, line {where} ({what}): lets other computers in without SCRAM. Write scram-sha-256.</source>
            <translation>pg_hba.conf 第 {where} 行（{what}）：别的机器不用 SCRAM 就能进来。请改为 scram-sha-256。</translation>
        </message>
        <message>
            <source>pg_hba.conf, line {where} ({what}): also takes connections without TLS. Write hostssl there.</source>
            <translation>pg_hba.conf 第 {where} 行（{what}）：也接受没有 TLS 的连接。请改为 hostssl。</translation>
        </message>
        <message>
            <source>pg_hba.conf, line {where}: the server cannot read it: {what}</source>
            <translation>pg_hba.conf 第 {where} 行：服务器读不懂：{what}</translation>
        </message>
        <message>
            <source>{where} has no roles and rights yet. Run: qingkong admin setup</source>
            <translation>{where} 还没有建角色和权限。请运行 qingkong admin setup</translation>
        </message>
        <message>
            <source>The rights in {where} are those of another version. Run: qingkong admin setup</source>
            <translation>{where} 里的权限是另一个版本的。请运行 qingkong admin setup</translation>
        </message>
        <message>
            <source>{where} has the right {what}, which it should not. Run: qingkong admin setup</source>
            <translation>{where} 有不该有的权限 {what}。请运行 qingkong admin setup</translation>
        </message>
        <message>
            <source>{where} lacks the right {what}. Run: qingkong admin setup</source>
            <translation>{where} 缺少权限 {what}。请运行 qingkong admin setup</translation>
        </message>
        <message>
            <source>Everybody with a login to the server has {what} on {where}. Run qingkong admin setup; what stays after that, once as the server's superuser.</source>
            <translation>凡能登录这台服务器的人都有 {where} 的 {what} 权限。请运行 qingkong admin setup；之后仍剩下的，用服务器的超级用户再运行一次。</translation>
        </message>
        <message>
            <source>Rows of the table {where} are not kept apart ({what}). Run: qingkong admin setup</source>
            <translation>表 {where} 的行没有按范围隔开（{what}）。请运行 qingkong admin setup</translation>
        </message>
        <message>
            <source>The table {where} is not protected: its trigger {what} is missing or switched off.</source>
            <translation>表 {where} 没有保护：触发器 {what} 缺失或被关闭。</translation>
        </message>
        <message>
            <source>{where} is in a group of this database, but not among its logins: nobody has written it down.</source>
            <translation>{where} 在本库的角色组里，却不在账号表里：没有人登记过它。</translation>
        </message>
        <message>
            <source>{where} is disabled here, but may still enter. Run: qingkong admin user disable {where}</source>
            <translation>{where} 已在这里停用，却还能登录。请运行 qingkong admin user disable {where}</translation>
        </message>
        <message>
            <source>{where} can do more than its group: {what}. Take that from it at the server.</source>
            <translation>{where} 的权限超出了它的角色组：{what}。请在服务器上收回。</translation>
        </message>
        <message>
            <source>{where} has a password that is not stored as SCRAM. Give it a new one.</source>
            <translation>{where} 的密码不是按 SCRAM 存放的。请给它换一个新密码。</translation>
        </message>
        <message>
            <source>Not looked at: pg_hba.conf, which only the server's superuser may read. Run this once as that.</source>
            <translation>没有检查 pg_hba.conf：只有服务器的超级用户能读。请用它再运行一次。</translation>
        </message>
        <message>
            <source>Not looked at: how passwords are stored, which only the server's superuser may see.</source>
            <translation>没有检查密码的存放方式：只有服务器的超级用户能看。</translation>
        </message>
        <message>
            <source>Not looked at: the logins, which this login may not read.</source>
            <translation>没有检查账号表：这个账号读不到。</translation>
        </message>
    </context>
</TS>
