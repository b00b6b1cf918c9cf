"""What common things of shops are for, in plain English: how shoppers describe what they cannot name.

A kind of thing is told by its own name and products first; this only adds to it. Keys are the last word of a kind's
name, or its last two, where those mean something else than the last alone.
"""

from __future__ import annotations

from retrieval.tokens import tokens

_USES = """
apron: to wear over clothes so that they stay clean when cooking
axe: to chop wood and fell trees
backpack, daypack, rucksack: to carry on the back; to carry books or a laptop in
bag, tote: to carry things in, over the shoulder or in the hand
ball: to throw, kick and play with
basket: to keep or carry things in
beanie, hat, cap: to wear on the head
bed linen, bedding: to cover the bed, the mattress and the duvet
belt: to hold up trousers, around the waist
bicycle, bike: to ride on two wheels
binocular: to see birds and things that are far away
blanket, throw: to keep warm under on the sofa
blender: to make smoothies and soups, mixing fruit
blind, curtain: to hang at the window and keep light out
board game, game: to play with friends and family
book: to read
boot: to walk in through mud, snow and mountains, high shoes for the feet
bottle, flask: to carry and drink water; to keep tea or coffee warm
bouquet, arrangement: flowers to give to somebody
bowl: to eat soup, cereal or salad from
bra: to support the chest
bracelet, bangle: jewelry to wear around the wrist
broom, mop: to sweep or wipe the floor
bulb: to screw into a lamp for light
cable, charger cable: to connect devices, to plug a phone into a charger
cake, bread, pastry, bakery: baked, for breakfast or dessert
camera: to take photos and film
camping: to sleep and cook outdoors
candle: to burn for light and a nice smell
card: to write and send to somebody
chair, stool, armchair, bench: to sit on
charger: to fill the battery of a phone
chocolate, candy, sweet: something sweet to eat
clock: to tell the time on a wall or a table
coaster: to put under a glass or a cup
coat, jacket, parka: to wear outside over other clothes when it is cold; against wind and rain
coffee: to brew and drink in the morning
coffee maker, espresso machine: to make coffee
cookbook: to learn recipes from
cookware: to cook in when camping
cup, mug, beaker: to drink tea or coffee from
cushion: soft, to put behind the back on a sofa
cutting board, chopping board: to cut vegetables on
desk: to work at with a computer
dish, plate: to eat and serve food on
doorstop: to keep a door open
dress: a garment for women in one piece
dresser, wardrobe, chest: to put clothes away in, with drawers
drill: to make holes in walls and wood
earring: jewelry to wear on the ears
easter: decoration for spring with eggs and bunnies
filter: paper to put into a coffee machine
fishing: to catch fish with
fitness equipment, exercise equipment: to work out and train with; for the gym
frame: to put a picture or a photo in
fruit: sweet, fresh, grown on trees, to eat
frying pan, pan: to fry eggs and meat in
garland: to hang up as decoration
glass: to drink water or wine from
glasses, sunglass: to wear over the eyes, to see or against the sun
glove, mitten: to keep hands and fingers warm
grinder: to grind coffee beans
grooming: to shave, trim and care for hair and skin
guitar, string: an instrument with strings to play
halloween: scary decoration and costumes for October
hammer: to drive nails
handbag, purse, wallet: to carry keys, money and lipstick in
hanger, hook, rack: to hang coats and clothes on
headlamp: light on the head to see in the dark with free hands
headphone, earbud, earphone: to listen to music without disturbing others
hoodie, sweatshirt: a warm top to pull over the head, with a hood
hub: to plug several devices into one computer
incense: to burn for its smell
jean: denim for the legs
jug, pitcher: to pour milk or water from
kayaking, kayak, canoe: to paddle on a lake or a river
kettle: to boil water in
keyboard: to type on, with letters, for the computer
knife: to cut and chop with
ladder: to climb up
lamp, lighting, light: to give light in a room
lampshade: to go around a bulb of a lamp
lantern: to light the tent, the table or the garden
laptop, computer: to work and write on
layer: to wear under everything, next to the skin
lens: to put on a camera
magnet: to stick notes on the fridge
makeup, cosmetic: to put on the face
mat: to lie, sleep or exercise on
meat, steak: to grill or roast
memory card: to store photos on
microphone: to sing or speak into
mirror: to see oneself in
monitor: a screen for the computer
monitor arm: to hold a screen above the desk
mouse: to move the pointer on the computer, to click
napkin: to wipe the mouth at dinner
necklace, pendant: jewelry to wear around the neck
notebook, journal, sketchbook, diary: to write or draw in
packing cube: to keep clothes tidy in a suitcase
paint, watercolor set: to paint pictures with
pant, trouser, legging: to wear on the legs
pen, pencil: to write with
percussion, drum: to beat a rhythm on
pet: for dogs and cats
photo album: to keep photos in
piano, keys: an instrument with keys to play
picture book: to read to little children at bedtime
pillow: to rest the head or neck on
placemat: to lay under plates on the table
planter, flowerpot: to grow plants in
plant: green, to grow in a pot
plier: to grip and bend wire
plush toy, doll, teddy: cuddly, for a baby or a child
pole: to lean on when walking in the mountains
pot, saucepan: to cook soup and pasta in
power bank: to charge a phone where there is no socket
puzzle: to put together out of many pieces
ring: jewelry to wear on a finger
rug, carpet: to lie on the floor
sandal, flop: to wear on the feet in summer or at the beach
saw: to cut wood
scarf: to wear around the neck when it is cold
screwdriver: to turn screws
seafood: from the sea, to cook for dinner
shirt, blouse: to wear on the upper body
sneaker, running shoe, trainer: to run and play sports in
shoe: to wear on the feet
short: for the legs in summer, ends above the knee
sleeping bag: to sleep in outdoors; to keep warm at night
sleeping mat: to lie on when sleeping outdoors
sofa, couch, loveseat: to sit on; to lie on in the living room
sock: to wear on the feet inside shoes
soap, bathing: for the bath and the tub, to wash with
speaker: to play music loud in a room
stove: to cook on outdoors
suitcase, luggage: to pack clothes in for a trip, with wheels
sweater, pullover, cardigan: knitted, to keep the upper body warm
table: to eat dinner at, to put things on
tank: a top without sleeves
tape: to stick things together
tea: to drink hot, leaves in water
teapot: to brew and serve tea in
tee, tshirt: a simple top with short sleeves
television, tv: to watch films and shows on
tent: to sleep in outdoors; a shelter
thermometer: to see how cold or warm it is
tin, jar, container, box: to keep food or small things in
towel: to dry oneself or the hands
toy, block: for children to play with
train set: trains for children to play with
travel guide: to read about countries and journeys
tray: to carry drinks and food on
umbrella: to keep off the rain
vacuum cleaner: to clean carpets and floors
vase: to put flowers in
vegetable: fresh and healthy, to cook and eat
video: to watch, lessons to follow on a screen
wash bag, washbag: to keep toothbrush and soap in when travelling
watch, wristwatch, timepiece: to tell the time on the wrist
webcam: to be seen in video calls
wind: an instrument to blow into
wrap, ribbon: to wrap presents in
wreath: to hang on the front door
wrench, spanner: to tighten nuts and bolts
"""


def _by_stems() -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in filter(None, _USES.splitlines()):
        names, _, uses = line.partition(": ")
        for name in names.split(", "):
            found[tuple(t.stem for t in tokens(name))] = tuple(uses.split("; "))
    return found


_BY_STEMS = _by_stems()


THINGS = frozenset(t.word for line in _USES.splitlines() for t in tokens(line.partition(":")[0]))


def uses_of(name: str) -> tuple[str, ...]:
    """What things of that name are for, by its last two words or its last; empty where that is not known."""
    own = tuple(t.stem for t in tokens(name))
    return _BY_STEMS.get(own[-2:]) or _BY_STEMS.get(own[-1:], ())
