"""Models of a few thousand random weights, their tokenizer, and twenty rows: training without any files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
_THINGS = ("jacket", "tee", "bottle", "mug", "pack")


def _row(lang: str, need: str, shown: list[str], message: str, notes: str) -> dict[str, Any]:
    told = {"need": need, "shown": shown, "message": message, "notes": notes}
    return {"lang": lang, "typos": "none", **told}


ROWS = [_row("en", "", [], f"{word} {thing}", f"find text={thing}") for thing in _THINGS for word in ("a", "need")] + [
    _row("zh", thing, ["Mug", "Tee"], f"{words} {thing}", notes)
    for thing in _THINGS
    for words, notes in (("加", "add ref=1"), ("再", "more"))
]


def write_rows(file: Path) -> Path:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8")
    return file


def tokenizer() -> Any:
    """A token a byte, one of two bytes (llama.cpp wants a merge), and the two marks of the chat template."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    vocabulary = {c: n for n, c in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()))}
    made = Tokenizer(models.BPE(vocab=vocabulary | {"ab": 256}, merges=[("a", "b")]))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens(["<|im_start|>", "<|im_end|>"])
    return PreTrainedTokenizerFast(tokenizer_object=made, eos_token="<|im_end|>", chat_template=TEMPLATE)


def model(family: str = "llama", seed: int = 1) -> Any:
    """A float32 model of two layers, with fewer heads for keys than for queries."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM, Qwen2Config, Qwen2ForCausalLM

    shape: dict[str, Any] = {
        "vocab_size": 259, "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2,
        "num_attention_heads": 4, "num_key_value_heads": 2, "max_position_embeddings": 512,
        "bos_token_id": None, "eos_token_id": 258, "pad_token_id": None, "tie_word_embeddings": True,
    }  # fmt: skip
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        made: Any = (
            LlamaForCausalLM(LlamaConfig(**shape)) if family == "llama" else Qwen2ForCausalLM(Qwen2Config(**shape))
        )
        with torch.no_grad():
            for name, weights in made.named_parameters():
                if "norm" not in name:
                    weights.normal_(0, 0.3)  # large enough that attention looks at something
    return made.eval()


def turned_together(n_heads: int, head: int) -> list[int]:
    """Where llama.cpp's row i of a llama model's queries or keys stands in transformers' order: first row of the first
    half, first row of the second, second of the first ..., head by head."""
    return [h * head + pair + side * head // 2 for h in range(n_heads) for pair in range(head // 2) for side in (0, 1)]


def write_base(model: Any, file: Path) -> None:
    """The tiny model itself as a GGUF file, in float32."""
    import gguf

    config, family = model.config, model.config.model_type
    head = config.hidden_size // config.num_attention_heads
    writer = gguf.GGUFWriter(file, family)
    writer.add_context_length(512)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    writer.add_rope_dimension_count(head)
    writer.add_vocab_size(config.vocab_size)
    vocabulary = tokenizer().get_vocab()
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(sorted(vocabulary, key=vocabulary.__getitem__))
    kinds = [gguf.TokenType.NORMAL] * 257 + [gguf.TokenType.CONTROL] * 2
    writer.add_token_types([int(kind) for kind in kinds])
    writer.add_token_merges(["a b"])
    writer.add_eos_token_id(258)
    writer.add_chat_template(TEMPLATE)
    writer.add_add_bos_token(False)
    parts = {
        "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
        "self_attn.o_proj": "attn_output", "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up",
        "mlp.down_proj": "ffn_down", "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm",
    }  # fmt: skip
    for name, weights in model.state_dict().items():
        values = weights.float().numpy()
        if name == "lm_head.weight":  # tied
            continue
        if name in ("model.embed_tokens.weight", "model.norm.weight"):
            writer.add_tensor("token_embd.weight" if "embed" in name else "output_norm.weight", values)
            continue
        _, _, layer, part = name.split(".", 3)
        part, _, kind = part.rpartition(".")
        if family == "llama" and part in ("self_attn.q_proj", "self_attn.k_proj"):
            values = np.ascontiguousarray(values[turned_together(len(values) // head, head)])
        writer.add_tensor(f"blk.{layer}.{parts[part]}.{kind}", values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
