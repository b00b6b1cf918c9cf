"""Chinese words for what things are like. Each line: what it says in English, then the ways to say it."""

from __future__ import annotations

QUALITIES = """
black: 黑色 黑
white: 白色 白
off-white: 米白色 米白
dark gray: 深灰色 黑灰色 深灰
light gray: 浅灰色 浅灰
gray: 灰色 灰
red: 红色系 大红 红色 红
burgundy: 酒红色 酒红 暗红 枣红
pink: 粉红色 粉色 粉红 粉
orange: 橙色 橘色 橘红 橙
yellow: 黄色 黄
mint: 薄荷绿 薄荷色
dark green: 墨绿色 深绿色 墨绿 深绿
olive: 军绿色 橄榄绿 军绿
green: 绿色 绿
navy: 藏青色 藏蓝色 深蓝色 藏青 藏蓝 深蓝
light blue: 浅蓝色 天蓝色 天蓝
teal: 青色 蓝绿色
blue: 蓝色 蓝
purple: 紫色 紫
lavender: 薰衣草紫 淡紫色 薰衣草
brown: 棕色 咖啡色 褐色 棕
beige: 米色 杏色 卡其色 卡其
silver: 银色 银
gold: 金色
coral: 珊瑚色 珊瑚
rose: 玫瑰红 玫瑰色 玫红
charcoal: 炭灰色 炭灰 炭黑
mustard: 姜黄色 姜黄
ivory: 象牙白 象牙色
cream: 奶油色 奶白色 奶白
turquoise: 绿松石色 湖蓝色 湖蓝
sand: 沙色
women: 女款 女式 女士 女生 女装 女性 女的 女人 女
men: 男款 男式 男士 男生 男装 男性 男的 男人 男
boys: 男童 男孩
girls: 女童 女孩
kids: 儿童 小孩 童装 孩子
unisex: 男女通用 男女同款 中性
organic cotton: 有机棉
cotton: 纯棉 全棉 棉质 棉
merino wool: 美利奴羊毛 美利奴
cashmere: 羊绒
wool: 羊毛 毛料
leather: 真皮 皮质 牛皮 皮革 皮的 皮
synthetic: 化纤 合成纤维
polyester: 聚酯纤维 涤纶 聚酯
nylon: 尼龙
linen: 亚麻 麻
silk: 真丝 丝绸
down: 羽绒
stainless steel: 不锈钢
cast iron: 铸铁 铁壶 铁
steel: 钢
aluminum: 铝合金 铝
plastic: 塑料
rubber: 橡胶
porcelain: 白瓷 瓷器 瓷
ceramic: 陶瓷
glass: 玻璃
bamboo: 竹子 竹
oak: 橡木
wood: 实木 木质 木头 木 原木
waterproof: 防水
windproof: 防风
breathable: 透气
insulated: 保温
warm: 保暖
wireless: 无线
bluetooth: 蓝牙
wired: 有线
foldable: 可折叠 能折叠 折叠
lightweight: 轻便 轻量
thick: 加厚 厚
thin: 薄款 薄
quick-drying: 速干
rechargeable: 可充电 能充电
reflective: 反光
hooded: 连帽 带帽子 带帽
noise cancelling: 主动降噪 降噪
quiet: 低噪音 安静 静音
silent: 无声
touchscreen: 触屏 触摸屏 能碰手机屏幕 能玩手机
four wheels: 万向轮 四轮 四个轮子
two wheels: 两轮
number pad: 数字小键盘 数字键 小键盘
mechanical: 机械
ergonomic: 人体工学
dimmable: 可调光 调光
adjustable: 可调节
height-adjustable: 可升降 升降
electric: 电动
dishwasher-safe: 可洗碗机清洗 能进洗碗机 洗碗机
microwave-safe: 能进微波炉 微波炉
machine washable: 可机洗 能机洗 机洗
non-stick: 不粘锅 不粘 不沾 防粘
induction: 电磁炉 电磁灶
organic: 有机
caffeine: 咖啡因
decaffeinated: 无咖啡因 低因
handmade: 手工
recycled: 可回收 再生
vegan: 纯素 素食
stretch: 弹力
sleeveless: 无袖
long sleeve: 长袖
short sleeve: 短袖
turtleneck: 高领
v-neck: V领
round neck: 圆领
slim: 修身
loose: 宽松
striped: 条纹
checked: 格子
floral: 碎花 印花 花色
plain: 纯色 素色
trail: 越野
mountain: 山路 登山 爬山
road: 公路
hiking: 徒步 远足
running: 跑步
yoga: 瑜伽 瑜珈
camping: 露营 野营
travel: 旅行 旅游
gym: 健身房 健身
work: 上班 通勤
winter: 冬天 冬季
summer: 夏天 夏季
spring: 春天 春季
autumn: 秋天 秋季
beginner: 初学者 新手 入门
left-handed: 左撇子 左手
gaming: 游戏 电竞
vanilla: 香草
fox: 狐狸
bear: 小熊 熊
cat: 猫
dog: 狗狗 狗
space: 太空 宇航
dinosaur: 恐龙
noise: 噪音
price: 价格 价钱 预算
color: 颜色
size: 尺码 尺寸 码数 大小
S: 小码
M: 中码
L: 大码
XL: 加大码
material: 材质 材料 面料
brand: 品牌 牌子
gender: 性别
weight: 重量
people: 个人 位 人
players: 名玩家
pieces: 块装 片装
1 person: 单人
2 people: 双人 两人
3 people: 三人
4 people: 四人
6 people: 六人
cups: 杯份
"""
