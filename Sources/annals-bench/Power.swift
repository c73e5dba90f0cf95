import Glibc

/// x^y; here so that one file alone imports the C library's mathematics.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
