"""The question sets: how they are written down, stored, checked, published and handed out."""
