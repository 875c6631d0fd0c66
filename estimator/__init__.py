"""Estimator of voluntary social insurance in Viet Nam (bảo hiểm xã hội tự nguyện)."""

__version__ = "0.1.0"
