"""What do we tell the model? One Markdown file per prompt."""
