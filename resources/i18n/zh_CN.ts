<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Actions</name>
        <message>
            <source>Step for this unit</source>
            <translation>办理单位</translation>
        </message>
        <message>
            <source>Note: what was done, what is wanted</source>
            <translation>说明：做了什么、还要什么</translation>
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
            <translation>不清楚</translation>
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
            <source>Now in the record: {value}. Saving replaces it.</source>
            <translation>记录中现为：{value}。保存后将被替换。</translation>
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
            <source>Note</source>
            <translation>说明</translation>
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
    </context>
    <context>
        <name>DemoRun</name>
        <message>
            <source>The recorded days are over. Start the demo again to see them once more.</source>
            <translation>演示数据已放完。重新启动演示可再看一遍。</translation>
        </message>
    </context>
    <context>
        <name>DispatchScreen</name>
        <message>
            <source>There is no order {number} in this record.</source>
            <translation>库里没有交办单 {number}。</translation>
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
    </context>
    <context>
        <name>DueField</name>
        <message>
            <source>2 h</source>
            <translation>2小时</translation>
        </message>
        <message>
            <source>24 h</source>
            <translation>24时</translation>
        </message>
        <message>
            <source>3 days</source>
            <translation>3天</translation>
        </message>
        <message>
            <source>7 days</source>
            <translation>7天</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>其他</translation>
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
            <translation>全部县区</translation>
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
    </context>
    <context>
        <name>MatrixModel</name>
        <message>
            <source>County</source>
            <translation>县区</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>未销号</translation>
        </message>
        <message>
            <source>{done} of {total} closed, {late} overdue</source>
            <translation>{total} 个中已销号 {done} 个，逾期 {late} 个</translation>
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
    </context>
    <context>
        <name>Overview</name>
        <message>
            <source>Filter: name, code, unit, person, address</source>
            <translation>筛选：名称、编号、单位、责任人、地址</translation>
        </message>
        <message>
            <source>New order</source>
            <translation>新建交办单</translation>
        </message>
        <message>
            <source>New site</source>
            <translation>登记点位</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>closed / total, overdue in red</source>
            <translation>销号/总数，红字为逾期</translation>
        </message>
        <message>
            <source>Show all counties</source>
            <translation>显示全部县区</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Campaign</source>
            <translation>专项</translation>
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
        <name>Parts</name>
        <message>
            <source>due {moment}</source>
            <translation>时限 {moment}</translation>
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
        <name>Rail</name>
        <message>
            <source>Screens</source>
            <translation>界面</translation>
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
            <translation>未定县区</translation>
        </message>
        <message>
            <source>no data</source>
            <translation>无数据</translation>
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
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Status</source>
            <translation>状态</translation>
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
            <translation>未定县区</translation>
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
            <translation>未知列</translation>
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
    </context>
</TS>
