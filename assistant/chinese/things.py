"""Chinese names of things that shops sell. Each line: what it says in English, then the ways to say it."""

from __future__ import annotations

THINGS = """
rain jacket: 雨衣外套 雨衣 防雨外套 冲锋衣 雨披 冲锋外套
jacket: 外套 夹克 上装 风衣
insulated jacket: 羽绒服 棉服 棉衣 羽绒外套 棉袄 羽绒衣
fleece jacket: 抓绒衣 抓绒外套 抓绒 摇粒绒外套
coat: 大衣
vest: 马甲 背夹
tee: T恤衫 T恤 t恤 短袖
tank: 背心 吊带
shirt: 衬衫 衬衣
hoodie: 卫衣 帽衫 连帽衫
sweater: 毛衣 针织衫 羊毛衫 羊绒衫 线衣
hiking trousers: 登山裤 徒步裤 户外裤
trousers: 裤子 长裤 休闲裤 裤
jeans: 牛仔裤
shorts: 短裤
leggings: 打底裤 紧身裤 瑜伽裤
dress: 连衣裙 裙子
skirt: 半身裙 短裙
bra: 运动内衣 文胸 内衣
socks: 袜子 短袜 长袜
running shoes: 跑步鞋 跑鞋
trail running: 越野跑
hiking boots: 登山鞋 徒步鞋 登山靴 徒步靴
sneakers: 运动鞋 球鞋 板鞋 休闲鞋 小白鞋 帆布鞋
boots: 靴子 靴
sandals: 凉鞋
slippers: 拖鞋
shoes: 鞋子 皮鞋 鞋
beanie: 毛线帽 针织帽 冷帽
hat: 帽子 遮阳帽
cap: 鸭舌帽 棒球帽
scarf: 围巾 丝巾 围脖
gloves: 手套
shoe care: 鞋油 鞋蜡 鞋刷 护鞋 擦鞋 鞋乳
shoe trees: 鞋撑
base layer: 打底衣 贴身层 排汗衣 保暖内衣 秋衣 贴身衣
belt: 腰带 皮带
top: 上衣
wallet: 钱包
backpack: 双肩包 背包 书包
tote: 托特包 手提袋
duffel: 旅行包 旅行袋 健身包
handbag: 手提包 女包
crossbody bag: 斜挎包
bag: 包包 包袋 包
cabin size suitcase: 登机箱 登机行李箱
suitcase: 行李箱 旅行箱 拉杆箱 箱子
watch: 手表 腕表 表
sunglasses: 太阳镜 墨镜
umbrella: 雨伞 伞
necklace: 项链
earrings: 耳环
bracelet: 手链 手镯
ring: 戒指
tent: 帐篷
sleeping bag: 睡袋
sleeping mat: 防潮垫 充气垫
yoga mat: 瑜伽垫 瑜珈垫
mat: 垫子
jump rope: 跳绳
dumbbell: 哑铃
ball: 球
headlamp: 头灯
torch: 手电筒 手电
lantern: 营地灯 露营灯
stove: 炉子 炉头 气炉
binoculars: 双筒望远镜 望远镜
trekking poles: 登山杖
water bottle: 水壶 水杯 水瓶
flask: 保温杯 保温壶 保温瓶
bottle: 瓶子
mug: 马克杯
cup: 杯子 茶杯 咖啡杯
glass: 玻璃杯
plate: 盘子 碟子
bowl: 饭碗 碗
teapot: 茶壶
tea set: 茶具
kettle: 电热水壶 热水壶 烧水壶 电水壶
frying pan: 平底锅 煎锅 炒锅 不粘平底锅 煎盘 煎蛋锅
saucepan: 奶锅
paring knife: 水果刀 削皮刀
santoku: 三德刀
carving knife: 切肉刀
cookware: 套锅 露营锅具 锅具套装
gas canister: 气罐 燃气罐 瓦斯罐
camping chair: 露营椅 户外椅
folding chair: 折叠椅
trekking backpack: 登山包 徒步包 徒步背包 重装包
daypack: 小背包 日用背包
pot: 炖锅 汤锅 锅
bread knife: 面包刀
chef's knife: 主厨刀 菜刀
kitchen knife: 厨刀 刀具 刀
cutting board: 砧板 菜板
coffee grinder: 磨豆机 研磨机 咖啡研磨机 磨豆器 咖啡磨
coffee maker: 咖啡机
french press: 法压壶
coffee beans: 咖啡豆
coffee: 咖啡
green tea: 绿茶
black tea: 红茶
herbal tea: 花草茶 花茶
tea: 茶叶 茶
blender: 搅拌机 料理机 榨汁机 破壁机
vacuum cleaner: 吸尘器 吸尘机
robot vacuum cleaner: 扫地机器人 扫地机 扫拖机器人
handheld vacuum cleaner: 手持吸尘器
vacuum bags: 集尘袋 尘袋 吸尘袋
coffee filter: 咖啡滤纸 滤纸
moka pot: 摩卡壶
espresso machine: 意式咖啡机 浓缩咖啡机
gooseneck kettle: 手冲壶 细口壶
oolong tea: 乌龙茶
rooibos: 路易波士茶 博士茶
scented candle: 香薰蜡烛 香氛蜡烛
candle: 蜡烛
desk lamp: 台灯
floor lamp: 落地灯 立式灯
light bulb: 灯泡
lamp: 灯具 灯
towel: 毛巾 浴巾
pillow: 枕头 枕芯
blanket: 毯子 毛毯
duvet: 被子
bedding: 床上用品 床单 四件套
cushion: 靠垫 抱枕
neck pillow: u型枕 u形枕 护颈枕 颈枕 脖枕
travel pillow: 旅行枕 旅行枕头
packing cubes: 旅行收纳袋 衣物收纳袋 衣服收纳袋 行李收纳袋 分装袋 收纳袋
bed linen: 床品 床上四件套
duvet cover: 被套
fitted sheet: 床笠
rug: 地毯
office chair: 办公椅 人体工学椅
chair: 椅子 椅
standing desk: 升降桌
desk: 书桌 办公桌 电脑桌
table: 桌子 餐桌
shelf: 架子 书架 置物架
sofa: 沙发
stool: 凳子
dresser: 衣柜 柜子
vase: 花瓶
bouquet: 花束 鲜花
plant: 绿植 盆栽 植物
mirror: 镜子
clock: 闹钟 时钟
monitor arm: 显示器支架 显示器臂
monitor: 显示器 显示屏
laptop stand: 笔记本支架 电脑支架
keyboard: 键盘
mouse: 鼠标 滑鼠
headphones: 头戴式耳机 耳机 头戴耳机
earbuds: 入耳式耳机 蓝牙耳机 耳塞 无线耳机 入耳耳机 真无线耳机
speaker: 音箱 音响 喇叭 扬声器
charger: 充电器 充电头
power bank: 充电宝 移动电源
cable: 数据线 充电线 连接线
camera: 相机 照相机
instant camera: 拍立得
action camera: 运动相机
mirrorless camera: 微单
memory card: 存储卡 内存卡 SD卡 TF卡
usb hub: 扩展坞 拓展坞 集线器 分线器
screen bar: 屏幕挂灯
lens: 镜头
tripod: 三脚架
phone: 手机
laptop: 笔记本电脑 手提电脑
tablet: 平板
webcam: 摄像头 网络摄像头 电脑摄像头
microphone: 麦克风 话筒
guitar: 吉他
cookbook: 菜谱书 食谱 菜谱
picture book: 绘本 图画书 童书
notebook: 笔记本 本子 手帐本 手账本 笔记簿 记事本
fountain pen: 钢笔
ink cartridges: 墨囊 墨胆 墨水囊
bottled ink: 瓶装墨水
ink: 墨水
ballpoint pen: 原子笔
felt-tip pens: 水彩笔
watercolor set: 水彩套装 水彩颜料 固体水彩 水彩
craft kit: 手工套装 手工材料包 手工包 手作套装 手作材料包 diy套装 diy材料包
photo frame: 相框 画框 照片框 照片架
train set: 火车套装 火车玩具 玩具火车 小火车 轨道火车
pen: 圆珠笔 笔
book: 书籍 书
plush toy: 毛绒玩具 公仔 玩偶 毛绒公仔 毛绒娃娃 布偶 布娃娃
building blocks: 积木 积木玩具 拼装积木
jigsaw puzzle: 拼图 拼图游戏
board game: 桌游 桌面游戏 棋盘游戏
train track: 轨道
toy: 玩具
doll: 娃娃
gift card: 礼品卡 购物卡 礼物卡 礼金卡
gift: 礼物 礼品
training video: 教学视频 视频
"""
