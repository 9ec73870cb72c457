"""Words of headers in tables of readings, in Chinese and English, without what decorates them."""

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "time": (
        "时间 监测时间 数据时间 日期时间 采样时间 采集时间 发布时间 时刻 监测时刻 观测时间 "
        "整点时间 小时时间 time datetime timestamp timepoint monitortime datatime date_time "
        "obstime 时间点"
    ),
    "date": "日期 监测日期 数据日期 观测日期 date day",
    "year": "年 年份 year",
    "month": "月 月份 month",
    "day": "日",
    "hour": "时 小时 时次 整点 hour hours hr 时段",
    "station": (
        "站点编码 监测点编码 点位编码 站点编号 监测点编号 点位编号 站号 站点代码 站点id 编码 "
        "设备编号 站点 站点名称 站名 监测点 监测点名称 监测站点 监测点位 点位 点位名称 测点 "
        "测点名称 子站 子站名称 监测站 监测站名称 站点名 stationcode stationid stationname "
        "station site sitecode siteid sitename positionname code stationno"
    ),
    "item": (
        "监测项目 项目 监测指标 指标 因子 监测因子 污染物 污染物名称 污染物类型 参数 要素 "
        "类型 因子名称 item type parameter pollutant factor species variable indicator"
    ),
    "value": (
        "浓度 监测值 数值 值 结果 浓度值 监测结果 观测值 实测值 value concentration conc result reading"
    ),
    "unit": "单位 计量单位 浓度单位 unit units uom",
    "flag": ("标识 标记 数据标识 数据标记 状态 数据状态 质控标识 有效性标识 flag flags status qc mark"),
    "pm25": "pm2.5 pm25 pm2_5 细颗粒物 细颗粒 可入肺颗粒物",
    "pm10": "pm10 pm10.0 可吸入颗粒物 颗粒物pm10 可吸入颗粒",
    "so2": "so2 二氧化硫",
    "no2": "no2 二氧化氮",
    "co": "co 一氧化碳",
    "o3": "o3 臭氧 臭氧1小时 o31h o3小时",
    "temperature": (
        "温度 气温 环境温度 大气温度 室外温度 temp temperature t2m temperature2m airtemp airtemperature"
    ),
    "humidity": ("湿度 相对湿度 环境湿度 空气湿度 大气湿度 humidity rh relativehumidity relativehumidity2m"),
    "pressure": (
        "气压 大气压 大气压力 压力 本站气压 pres pressure surfacepressure airpressure atmosphericpressure"
    ),
    "wind_speed": "风速 平均风速 wspm ws windspeed windspeed10m windspd wspd",
    "wind_direction": "风向 风向角 风向角度 平均风向 wd winddirection winddirection10m winddir wdir",
}
"""Field -> the words that stand for it."""
UNUSED = (
    "序号 编号 no id index 备注 说明 aqi 空气质量指数 首要污染物 主要污染物 "
    "primarypollutant quality 空气质量等级 空气质量级别 空气质量状况 空气质量类别 等级 "
    "级别 类别 经度 纬度 lon lat longitude latitude 海拔 elevation 城市 城市名称 省 省份 "
    "区县 县区 所属区县 区域 地区 乡镇 area city citycode county province district "
    "measure unheathful ispublish 对照点 露点 dewp dewpoint 降水 降水量 雨量 rain "
    "precipitation 能见度 visibility 综合指数 nox 一氧化氮 氮氧化物 tsp 总悬浮颗粒物 噪声 "
    "噪音 noise 运营商 站点类型 站点级别 设备名称 厂家 数据类型"
)
"""Columns that such tables have and the record does not keep."""
