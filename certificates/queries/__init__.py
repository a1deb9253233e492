"""What the screens of certificates show, and what a certificate rests on."""
