"""What clinics that sell stem cell treatment for spinal cord injury cost and include, with a source to every figure."""

__version__ = "0.1.0"
