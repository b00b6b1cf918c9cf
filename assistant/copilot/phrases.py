"""Phrases: the standing sentences of drafts, in English and in Chinese. What stands in `{}` comes from a record.

They promise nothing: no day, no money, nothing that somebody will do. Whoever adds one keeps to that; a test looks for
the words of promises.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LANGUAGES = ("en", "zh")

_PHRASES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # beginnings and ends
        "hello": ("Hello,", "您好，"),
        "hello_name": ("Hello {name},", "{name}，您好，"),
        "person_here": ("you are talking to a person now.", "现在由人工为您服务。"),
        "person_here_plain": ("You are talking to a person now.", "现在由人工为您服务。"),
        "you_looked_for": ("You were looking for {need}.", "您刚才在找：{need}。"),
        "what_to_do": ("What can I do for you?", "请问有什么可以帮您？"),
        "what_is_missing": ("What would you like to know?", "您想了解什么？"),
        "more": ("Could you tell me a little more about what you need?", "能再说说您需要什么吗？"),
        "welcome": ("You are welcome!", "不客气！"),
        "hello_what": ("Hello, what can I do for you?", "您好，请问有什么可以帮您？"),
        "yes_person": ("Yes, you are talking to a person.", "是的，我是人工客服。"),
        "which_thing": ("Which product do you mean?", "请问您说的是哪一款？"),
        "cart_empty": ("Your cart is empty at the moment.", "您的购物车现在是空的。"),
        "write_again": ("Just write here if anything is open.", "还有问题请随时在这里留言。"),
        # feelings, one sentence, nothing promised
        "sorry": ("I am sorry about this.", "很抱歉给您带来了不便。"),
        "sorry_damaged": ("I am sorry that it reached you like this.", "很抱歉您收到的商品有问题。"),
        "sorry_wrong": ("I am sorry that you did not get what you ordered.", "很抱歉您收到的不是您订的商品。"),
        "sorry_missing": ("I am sorry that something is missing.", "很抱歉商品有缺件。"),
        "sorry_waiting": ("I am sorry that you had to wait, and that you had to ask.", "很抱歉让您久等了。"),
        # orders
        "order_shipped": (
            "Your order {order} ({things}) left us on {left} with {carrier}; the tracking number is {tracking}.",
            "您的订单 {order}（{things}）已于 {left} 由 {carrier} 发出，运单号是 {tracking}。",
        ),
        "order_shipped_plain": (
            "Your order {order} ({things}) left us on {left}.",
            "您的订单 {order}（{things}）已于 {left} 发出。",
        ),
        "order_processing": (
            "Your order {order} ({things}), placed on {placed}, has not left us yet.",
            "您的订单 {order}（{things}，{placed} 下单）还没有发出。",
        ),
        "order_delivered": (
            "Your order {order} ({things}) is recorded as delivered on {delivered}.",
            "您的订单 {order}（{things}）记录为 {delivered} 已送达。",
        ),
        "order_cancelled": (
            "Your order {order} ({things}) is recorded as cancelled.",
            "您的订单 {order}（{things}）记录为已取消。",
        ),
        "order_returned": (
            "For your order {order} we have a return of the {back} on record, {status}, as of {at}.",
            "您的订单 {order} 中，{back} 的退货记录为：{status}（{at}）。",
        ),
        "order_has": ("I see it in your order {order}: {things}.", "我看到您的订单 {order}：{things}。"),
        "ask_order": (
            "Could you give me your order number? It is in the mail that you got when you ordered.",
            "请把订单号发给我，下单时收到的邮件里有。",
        ),
        "no_such_order": (
            "I do not find {order} among your orders, and I can only speak about an order with the person who placed "
            "it.",
            "在您的订单里没有找到 {order}，订单的内容只能告诉下单人本人。",
        ),
        "not_theirs": (
            "I am afraid that I can only speak about an order with the person who placed it.",
            "订单的内容只能告诉下单人本人。",
        ),
        "ask_photo": ("Could you send us a photo of it?", "请发一张照片给我们。"),
        "ask_photo_all": ("Could you send us a photo of what was in the box?", "请发一张包裹内全部物品的照片给我们。"),
        "which_way": ("Which of the two would you prefer?", "这两种您希望怎么处理？"),
        "delivered_elsewhere": (
            "Could it be with a neighbor, or somewhere safe around the house?",
            "会不会是邻居代收了，或者放在门口附近了？",
        ),
        "has_left": ("As the order has left us already, this is too late for it.", "这个订单已经发出，所以来不及了。"),
        "not_left": ("As it has not left us yet, that is still possible.", "订单还没有发出，所以还来得及。"),
        # time that has passed against a rule
        "too_late": ("After {passed} that is too late by this rule.", "按这条规定，过了 {passed} 就超出期限了。"),
        "in_time": ("After {passed} you are still within that time.", "过了 {passed}，还在期限之内。"),
        "refund_due": ("That time has passed, so the refund is due.", "这个期限已经过了，应该退款了。"),
        "refund_not_due": ("That time is not over yet.", "还在这个期限之内。"),
        "not_by_day": ("Whether it can be there by {day} I cannot promise.", "{day} 能不能到，我无法保证。"),
        # what the data does not say
        "unknown": (
            "Our data on the {title} does not say that, and I would rather not guess.",
            "关于 {title}，我们的资料里没有这一点，我不想随便猜。",
        ),
        "unknown_what": (
            "Our data does not say {what} of the {title}, and I would rather not guess.",
            "关于 {title} 的{what}，我们的资料里没有写，我不想随便猜。",
        ),
        "unknown_health": (
            "With an allergy, please do not rely on our page: only the maker can tell you for certain.",
            "如果有过敏，请不要只看商品页，只有厂家能给出确切的答复。",
        ),
        "papers_silent": (
            "Our information does not say that, and I would rather not guess.",
            "我们的说明里没有写到这一点，我不想随便猜。",
        ),
        # things
        "field": ("The {slot} of the {title} is {value}.", "{title} 的{slot}是 {value}。"),
        "field_age": ("The {title} {be} meant for ages {value}.", "{title} 的适用年龄是 {value}。"),
        "field_material": ("The {title} {be} made of {value}.", "{title} 的材质是 {value}。"),
        "fields": ("The {title} comes with: {value}.", "{title} 的{slot}：{value}。"),
        "field_of": ("{slot} of the {title}: {value}.", "{title} 的{slot}：{value}。"),
        "compared": ("The {title}: {value}.", "{title}：{value}。"),
        "another_shopper": ("Another shopper wrote: “{said}”", "另一位顾客写道：“{said}”"),
        "safety": ("For safety, our page says: {value}.", "安全说明：{value}。"),
        "list": ("These would fit: {things}.", "这些符合您的要求：{things}。"),
        "list_one": ("This one would fit: {things}.", "这一款符合您的要求：{things}。"),
        "instead": ("Of the same kind, and in stock: {things}.", "同类有货的有：{things}。"),
        "sold_out": ("The {title} is out of stock now.", "{title} 目前缺货。"),
        "back_on": ("The {title} is expected back on {day}.", "{title} 预计 {day} 到货。"),
        "bundle": ("Together these come to {total}: {things}.", "这一套一共 {total}：{things}。"),
        "to_cart": (
            "You can put it in your cart with the button on its card.",
            "您可以用商品卡片上的按钮把它放进购物车。",
        ),
        "cart": ("In your cart: {things}; it comes to {total}.", "您的购物车里有：{things}，合计 {total}。"),
        "by_assistant": (
            "Our assistant can do that for you; just say it there once we are done here.",
            "这件事我们的购物助手可以为您办，我们谈完后直接对它说就行。",
        ),
        # papers, quoted for those who do not read them
        "quoted": ("{said}", "我们的规定原文是：“{said}”"),
        "answered": ("{said}", "我们之前答复过这个问题（原文）：“{said}”"),
        "quoted_figures": ("{said}", "{topic}：{figures}。我们的规定原文是：“{said}”"),
    }
)  # fmt: skip


class PhraseError(KeyError):
    """There is no such standing sentence."""


def phrase(key: str, language: str, **fields: str) -> str:
    """A standing sentence with its fields filled in. Raises `PhraseError`."""
    if key not in _PHRASES:
        raise PhraseError(f"No standing sentence {key!r}. Known: {', '.join(sorted(_PHRASES))}.")
    return _PHRASES[key][LANGUAGES.index(language)].format(**fields)


def standing(language: str) -> dict[str, str]:
    """All of them in a language, with their fields open."""
    at = LANGUAGES.index(language)
    return {key: said[at] for key, said in _PHRASES.items()}
