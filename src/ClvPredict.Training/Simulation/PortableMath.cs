namespace ClvPredict.Training.Simulation;

/// <summary>
/// Logarithm and exponential from additions, multiplications, divisions and bit operations alone. IEEE 754 fixes the
/// result of each of those to the last bit, so simulated data is the same on every machine; <see cref="Math.Log(double)"/>
/// and <see cref="Math.Exp(double)"/> come from the platform's C library and may differ in the last bit.
/// </summary>
internal static class PortableMath
{
    private const double SquareRootOfTwo = 1.4142135623730951;

    // ln 2 in two parts: the first has trailing zero bits, so that its product with an exponent is exact.
    private const double LnTwoHigh = 0.6931471803691238;
    private const double LnTwoLow = 1.9082149292705877e-10;
    private const double InverseLnTwo = 1.4426950408889634;

    /// <summary>Natural logarithm of a positive normal number; relative error below 1e-15.</summary>
    /// <remarks>x = 2^k m with m in [√½, √2) and ln m = 2 artanh((m - 1) / (m + 1)), the series cut after s^23.</remarks>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble(
            (bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000
        );
        if (mantissa > SquareRootOfTwo)
        {
            mantissa *= 0.5;
            exponent++;
        }
        var s = (mantissa - 1) / (mantissa + 1);
        var square = s * s;
        var sum = 0.0;
        for (var power = 23; power >= 1; power -= 2)
            sum = (sum * square) + (1.0 / power);
        return (exponent * LnTwoHigh) + ((exponent * LnTwoLow) + (2 * s * sum));
    }

    /// <summary>e to the power x, any finite x or -∞; 0 below -708, +∞ above 709; relative error below 1e-15.</summary>
    /// <remarks>x = k ln 2 + r with |r| ≤ ½ ln 2, and the Taylor series of e^r up to r^14.</remarks>
    public static double Exp(double x)
    {
        if (x < -708)
            return 0;
        if (x > 709)
            return double.PositiveInfinity;
        var k = Math.Floor((x * InverseLnTwo) + 0.5);
        var r = x - (k * LnTwoHigh) - (k * LnTwoLow);
        var sum = 1.0;
        for (var n = 14; n >= 1; n--)
            sum = 1 + (sum * r / n);
        return sum * BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);
    }
}
