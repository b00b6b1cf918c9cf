"""Chinese words for what things are like. Each line: what it says in English, then the ways to say it."""

from __future__ import annotations

QUALITIES = """
black: 黑色 黑
white: 白色 白
off-white: 米白色 米白
dark gray: 深灰色 黑灰色 深灰
light gray: 浅灰色 浅灰
gray: 灰色 灰 银灰色 银灰 灰黑色
red: 红色系 大红 红色 红 朱红色 朱红 正红色
burgundy: 酒红色 酒红 暗红 枣红 暗红色 枣红色 勃艮第红
pink: 粉红色 粉色 粉红 粉 浅粉色 浅粉 樱花粉 裸粉 淡粉色
orange: 橙色 橘色 橘红 橙 橘黄色 橘黄 橙红
yellow: 黄色 黄 鹅黄 柠檬黄 明黄色 明黄 亮黄色 亮黄
mint: 薄荷绿 薄荷色 薄荷
dark green: 墨绿色 深绿色 墨绿 深绿
olive: 军绿色 橄榄绿 军绿
green: 绿色 绿 草绿色 草绿 嫩绿
navy: 藏青色 藏蓝色 深蓝色 藏青 藏蓝 深蓝
sky|light blue: 天蓝色 天蓝
light blue: 浅蓝色 浅蓝 淡蓝色 淡蓝
teal: 青色 蓝绿色 青绿色
blue: 蓝色 蓝 宝蓝色 宝蓝 宝石蓝 雾霾蓝
purple: 紫色 紫
lavender: 薰衣草紫 淡紫色 薰衣草
brown: 棕色 咖啡色 褐色 棕 深棕色 深棕 巧克力色 咖色
beige: 米色 杏色 卡其色 卡其 米黄色 米黄
silver: 银色 银
gold: 金色
coral: 珊瑚色 珊瑚
rose: 玫瑰红 玫瑰色 玫红
charcoal: 炭灰色 炭灰 炭黑
mustard: 姜黄色 姜黄
ivory: 象牙白 象牙色
cream: 奶油色 奶白色 奶白
turquoise: 绿松石色 湖蓝色 湖蓝
sand: 沙色 沙子色 沙黄色
dark red: 深红色 深红
brick red: 砖红色 砖红
rust|red: 铁锈红 铁锈色 锈红色 锈红
terracotta|brown: 陶土色 赤陶色
rose gold: 玫瑰金
neon yellow: 荧光黄
forest|dark green: 森林绿
sage|green: 灰绿色 灰绿 鼠尾草绿
teal|green: 孔雀绿
teal|blue: 孔雀蓝
denim|blue: 牛仔蓝 丹宁蓝
lavender|light purple: 淡紫 浅紫色 浅紫 香芋紫
cognac|brown: 干邑色
camel|beige: 驼色
copper: 古铜色 紫铜 红铜 铜色
brass: 黄铜色 黄铜
walnut|brown: 胡桃色 胡桃木色
transparent: 透明
multicolor|colorful: 彩色 多色 五颜六色 撞色
women: 女款 女式 女士 女生 女装 女性 女的 女人 女 女士款 女性款
men: 男款 男式 男士 男生 男装 男性 男的 男人 男 男士款 男性款
boys: 男童 男孩 男宝宝 小男孩
girls: 女童 女孩 小女孩 女宝宝
kids: 儿童 小孩 童装 孩子 小孩子 小朋友 儿童款 童款 小童 幼儿
adults: 成人款 成年人 成人 大人
teens: 青少年
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
denim: 牛仔布 牛仔
linen: 亚麻 麻
acrylic: 腈纶 亚克力
elastane: 氨纶 莱卡
viscose: 粘胶纤维 粘胶 粘纤 人造丝
recycled polyester: 再生聚酯 再生涤纶 回收涤纶
recycled nylon: 再生尼龙
alpaca: 羊驼毛 羊驼绒
mohair: 马海毛
goose down: 鹅绒
duck down: 鸭绒
imitation leather: 人造革 人造皮 仿皮 假皮 PU皮
vegetable-tanned leather: 植鞣革 植鞣皮
smooth leather: 光面皮
suede: 麂皮 翻毛皮 反绒皮 绒面皮
nubuck: 磨砂皮
canvas: 帆布
waxed cotton: 蜡棉 油蜡布
mesh: 网面 网布
knit: 飞织
flannel: 法兰绒
fleece: 摇粒绒
sateen: 贡缎
waffle: 华夫格
memory foam: 记忆海绵 记忆棉 记忆绵 慢回弹
foam: 泡沫 海绵
silicone: 硅胶
resin: 树脂
acrylic glass: 有机玻璃
borosilicate glass: 高硼硅玻璃 高硼硅
stoneware: 粗陶 炻器
carbon steel: 碳钢
carbon fiber: 碳纤维 碳素
enameled cast iron: 珐琅铸铁
enamel: 搪瓷 珐琅
walnut: 胡桃木 核桃木
beech: 榉木
birch: 桦木
ash wood: 白蜡木 水曲柳
pine: 松木 松树 松针
cedar: 雪松木 雪松
cork: 软木
beeswax: 蜂蜡
soy wax: 大豆蜡
rapeseed wax: 菜籽蜡
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
breathable: 透气 不闷热 不闷脚 不闷汗
water-repellent: 防泼水 拒水
splash-proof: 防泼溅 防溅水 防溅
weather-sealed: 全天候密封
leakproof: 不漏水 防漏 不漏
splash guard: 防溅盖
odor-resistant: 防臭 除臭 抑臭 不臭
sun protection: 防晒 防紫外线
insect protection: 防蚊虫 防蚊 防虫
cabin size: 能带上飞机 能上飞机 带上飞机 可以带上飞机 可登机 能登机 可以登机
crease-free: 抗皱 防皱 免皱 不起皱 不皱 不容易皱 不会皱 不易皱 不用熨 免熨 不用烫 免烫
easy iron: 易熨烫 易熨 好熨
no ironing: 免熨烫 免烫 免熨 不用熨 不用烫
non-slip: 防滑 止滑
grip sole: 防滑鞋底 防滑底
taped seams: 接缝压胶 压胶
pit zips: 腋下拉链 腋下透气
thumb loops: 拇指孔 拇指洞
packable: 可收纳 易收纳 好收纳 能收起来
pockets: 口袋 带兜 有兜
chest pocket: 胸前口袋 胸袋
hidden pocket: 暗袋 隐藏口袋
front pocket: 前口袋 前袋
pompom: 毛线球 毛球 绒球
nursing friendly: 可哺乳 哺乳
roll-up sleeves: 袖子可卷 可卷袖
zip-off legs: 裤腿可拆 可拆裤腿
reinforced: 加固
adjustable waist: 腰围可调 可调腰围
removable insole: 鞋垫可拆 可拆鞋垫
wide toe box: 宽鞋头 宽楦头 鞋头宽
wide: 脚比较宽 脚有点宽 脚偏宽 脚宽 宽脚 脚胖 脚肥 宽楦 宽版 加宽
narrow: 脚比较窄 脚偏窄 脚窄 窄脚 脚瘦 窄版
wide leg: 阔腿
straight leg: 直筒
tapered leg: 锥形
high rise: 高腰
mid rise: 中腰
crew socks: 中筒袜
knee socks: 长筒袜 高筒袜
ankle socks: 短筒袜
crew: 中筒
knee: 长筒 及膝 到膝盖
ankle: 短筒 到脚踝
midi: 中长款 中长裙
mini: 超短
high shaft: 高帮
mid shaft: 中帮
low shaft: 低帮
full zip: 全拉链
half zip: 半拉链
pullover: 套头
buttons: 纽扣 扣子
laces: 系带
slip-on: 一脚蹬
cushioned: 缓震 减震
washable: 可水洗 可洗 能水洗
washable cover: 枕套可拆洗 可拆洗
plastic-free: 不含塑料 无塑料 无塑
compostable: 可堆肥
BPA-free: 不含双酚A 无双酚A 不含BPA
PFAS-free: 不含PFAS 无氟
insulated: 保温
warm: 保暖
wireless: 无线
cordless vacuum cleaner: 无线吸尘器
cordless: 不用拖线 没有电线 不带电线
hand blender: 手持搅拌棒 料理棒 手持料理棒
wireless charging: 无线充电 无线充
fast charging: 快速充电 快充
mains powered: 插座供电 接电源 市电
solar: 太阳能充电 太阳能
USB-C charging: type-c充电 typec充电 usb-c充电 c口充电
USB-C port: type-c接口 type-c口 typec口 usb-c接口 usb-c口
USB-C: type-c typec
AAA batteries: 七号电池 7号电池
AA batteries: 五号电池 5号电池
D batteries: 一号电池 1号电池
multi-device: 多设备连接 多设备 双设备
over-ear: 头戴式 头戴 罩耳 包耳
on-ear: 贴耳式 贴耳 压耳
ear hooks: 耳挂式 挂耳式 耳挂 挂耳 耳钩
open ear: 不入耳
microphone: 带麦
boom microphone: 麦克风杆
stereo pair: 立体声配对
volume limit: 限制音量 音量限制
carrying handle: 提手
ethernet: 网线接口 网口
card reader: 读卡器
two screens: 双屏 两个屏幕
braided: 编织线 编织
three ends: 一拖三
travel plugs: 各国转换插头 转换插头 旅行插头 万国插头 多国插头 各国插头 万能转换
foldable plug: 可折叠插头 折叠插头
cable included: 含充电线 送线
built-in cable: 自带线
magnetic: 磁吸 磁力
display: 数显
image stabilization: 防抖
flip screen: 翻转屏
viewfinder: 取景器
full frame: 全画幅
wide angle: 广角
telephoto: 长焦
zoom: 变焦
prime: 定焦
macro: 微距
portrait: 人像
autofocus: 自动对焦
curved: 曲面屏 曲面
ultrawide: 超宽屏 带鱼屏
pivot: 竖屏
built-in speakers: 内置音箱 自带音箱 内置喇叭 自带喇叭
privacy shutter: 隐私盖 隐私挡板
light ring: 补光灯
face login: 人脸识别 人脸解锁
bluetooth: 蓝牙
wired: 有线
foldable: 可折叠 能折叠 折叠
lightest: 最轻便 最轻
quietest: 最安静 噪音最小 声音最小
lightweight: 轻便 轻量
thick: 加厚 厚
thin: 薄款 薄
quick-drying: 速干
rechargeable: 可充电 能充电
reflective: 反光
hooded: 连帽 带帽子 带帽
noise cancelling: 主动降噪 降噪 降躁 消噪
silent|quiet: 安静
quiet: 低噪音 噪音小
silent: 静音 无声
touchscreen: 触屏 触摸屏 能碰手机屏幕 能玩手机
four wheels: 万向轮 四轮 四个轮子
two wheels: 两轮
number pad: 数字小键盘 数字键 小键盘 数字键盘区
backlit: 背光
hot-swappable: 热插拔
linear: 线性轴 红轴
tactile: 段落轴 茶轴
clicky: 青轴
vertical: 竖着握 竖握 垂直 立式鼠标
trackball: 轨迹球
side buttons: 侧键
lumbar support: 腰部支撑 腰托 腰靠
adjustable armrests: 扶手可调 可调扶手
armrests: 扶手
headrest: 头枕 头靠
no backrest: 无靠背
high back: 高靠背
cup holder: 杯架
drawer: 抽屉
cable tray: 理线槽 走线槽
electric height-adjustable: 电动升降
clamp: 桌夹 夹桌 夹式
flicker-free: 无频闪 不频闪
smart: 智能
motion sensor: 人体感应 感应
red light: 红光
filament look: 灯丝
foot switch: 脚踏开关
mechanical: 机械
ergonomic: 人体工学
dimmable: 可调光 调光
adjustable: 可调节
height-adjustable: 可升降 升降
electric: 电动 插电的 插电 用电的
stovetop: 灶上烧 明火 炉灶
gooseneck: 细口 鹅颈
temperature control: 温度控制 控温 调温 温控
keep warm: 恒温
whistle: 鸣笛
auto shut-off: 自动断电 自动关机
double-walled: 双层
limescale filter: 除垢滤网
water window: 水位窗
pour-over: 手冲
espresso: 意式浓缩 意式 浓缩
espresso blend: 意式拼配
whole bean: 咖啡原豆 整豆
single origin: 单一产地 单一产区
light roast: 浅度烘焙 浅烘 浅焙
medium roast: 中度烘焙 中烘 中焙
dark roast: 深度烘焙 深烘 深焙
milk frother: 奶泡器 打奶泡
built-in grinder: 自带磨豆
conical burrs: 锥形磨盘 锥刀
flat burrs: 平刀磨盘 平刀
ceramic burrs: 陶瓷磨芯
loose leaf: 散茶
tea bags: 茶包 袋泡茶
oven-safe: 可进烤箱 能进烤箱 能放烤箱
glass lid: 玻璃盖
heats evenly: 受热均匀 导热均匀
juice groove: 导汁槽 汁槽
serrated: 锯齿
forged: 锻造
blade guard: 刀套 刀鞘
reversible: 双面可用
crushes ice: 打碎冰 碎冰
to-go cup: 随行杯
bagless: 无尘袋 免尘袋 无袋
bagged: 有尘袋 带尘袋
HEPA filter: hepa滤网 海帕滤网
pet brush: 宠物毛刷 宠物刷 吸宠物毛 吸猫毛 吸狗毛
mops: 能拖地 拖地
cooling: 凉感 清凉
dishwasher-safe: 可洗碗机清洗 能进洗碗机 洗碗机
microwave-safe: 能进微波炉 微波炉
machine washable: 可机洗 能机洗 机洗
non-stick: 不粘锅 不粘 不沾 防粘
induction: 电磁炉 电磁灶
gas: 燃气灶 煤气灶 燃气 煤气
ceramic hob: 电陶炉
organic: 有机
formula: 奶粉
caffeine: 咖啡因
decaffeinated: 无咖啡因 低因 脱因 无因
handmade: 手工 手作 手工制作
gift box: 礼品盒 礼盒装 礼盒 带礼盒
travel size: 旅行装 便携装
reusable: 可重复使用 重复使用
refillable: 可补充 可换芯
natural: 天然
colorless: 无色
scented: 带香味
soot-free: 无烟
wooden wick: 木芯
three wicks: 三芯
hangs: 挂墙
stands: 摆台
real glass: 真玻璃
wall mount: 壁挂
printed card: 实体卡 纸质卡
digital: 电子卡 电子版
no expiry: 永久有效 不过期
hardcover: 精装
paperback: 平装
board book: 纸板书
lift the flap: 翻翻书
bedtime: 睡前故事 睡前
rhymes: 童谣
counting: 数数
rounded corners: 圆角
without words: 无字
for one person: 一人食
lies flat: 能摊平 可摊平
cooperative: 合作游戏 合作玩 合作类 合作
strategy: 策略类 策略
card game: 卡牌游戏 卡牌 纸牌
party game: 聚会游戏 派对游戏
solo play: 单人玩 一个人玩 单人模式
chunky pieces: 大颗粒
storage box: 收纳盒
lights and sounds: 声光
remote control: 遥控
weighted: 加重
rattle: 摇铃
brush included: 含画笔 带画笔 送画笔
lightfast: 耐光
extra fine nib: EF尖 极细
fine nib: F尖 细尖
medium nib: M尖 中尖
broad nib: B尖 粗尖
gold nib: 金尖
piston filler: 活塞上墨 活塞式 活塞
converter included: 吸墨器 上墨器
screw cap: 旋帽
ink window: 墨窗
erasable: 可擦除 可擦
quick drying: 快干
shimmer: 闪粉
dotted: 点阵 点格 波点 圆点 波尔卡
lined: 横线 横格
squared: 方格 网格
blank pages: 空白页
spiral: 线圈 螺旋
pen loop: 笔插
elastic band: 松紧带
recycled: 可回收 再生
vegan: 纯素 全素
vegetarian: 素食 吃素
stretch: 弹力
sleeveless: 无袖
long sleeve: 长袖
three-quarter sleeve: 七分袖
ultralight: 超轻量 超轻
hard shell: 硬壳 硬箱
soft shell: 软壳 软箱
combination lock: 密码锁
expandable: 可扩展 可扩容 扩容
ride-on: 可骑 能骑
ventilated back: 透气背板 背部透气
laptop sleeve: 电脑隔层 电脑仓 电脑夹层
hydration sleeve: 水袋仓
bottle pockets: 水壶侧袋 水壶袋
rain cover: 防雨罩
roll top: 卷口
compression zip: 压缩拉链
shoe bag: 鞋袋
laundry bag: 洗衣袋
straw lid: 吸管盖 吸管
one-hand lid: 单手开盖 单手开
wide neck: 大口径 广口 大口
mummy: 木乃伊式 木乃伊
rectangular: 信封式
can be joined: 可拼接
self-inflating: 自动充气
inflatable: 可充气 充气
tunnel: 隧道式 隧道
freestanding: 自立式 自立
pop-up: 速开 弹开
two doors: 双门 两个门
standing height: 能站直 站直
telescopic: 可伸缩 伸缩
lever lock: 外锁 快锁
twist lock: 旋锁 内锁
glasses-friendly: 戴着眼镜 戴眼镜
piezo lighter: 电子点火
short sleeve: 短袖
turtleneck: 高领
v-neck: V领
crew neck: 圆领
scoop neck: 大圆领
band collar: 立领
slim: 修身
relaxed|loose: 宽松 宽松版
striped: 条纹
checked: 格子
floral: 碎花 印花 花色
plain: 纯色 素色
trail: 越野
mountain: 山路 登山 爬山
road: 公路
hiking: 徒步 远足
running: 跑步 夜跑 慢跑 晨跑
trail running: 越野跑 跑山
cycling: 骑自行车 骑行 骑车 骑单车
winter sports: 冬季运动
winter sports|skiing: 滑雪
everyday: 日常
yoga: 瑜伽 瑜珈
camping: 露营 野营
travel: 旅行 旅游
gym: 健身房 健身
work: 上班 通勤
winter: 冬天 冬季
summer: 夏天 夏季
spring: 春天 春季
fall|autumn: 秋天 秋季
fall winter|autumn winter: 秋冬
spring summer: 春夏
spring fall|spring autumn: 春秋
beginner: 初学者 新手 入门
left-handed: 左撇子 左手
gaming: 游戏 电竞
vanilla: 香草
fox: 狐狸
elephant: 大象 小象
rabbit: 兔子 小兔 兔
owl: 猫头鹰
whale: 鲸鱼 鲸
hedgehog: 刺猬
fig: 无花果
sea salt: 海盐
honey: 蜂蜜
apple: 苹果
citronella: 香茅
jasmine: 茉莉
chamomile: 洋甘菊
bergamot: 佛手柑
peach: 桃子 水蜜桃
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
pairs: 双装
pages: 页
pieces: 块装 片装 件套 件装
1 person: 单人
2 people: 双人 两人
3 people: 三人
4 people: 四人
6 people: 六人
cups: 杯份
"""
