namespace ClvPredict.Decisions.Economics;

/// <summary>
/// Normal numbers that depend on their seed alone: SplitMix64 (Steele, Lea and Flood 2014) and the polar method (Marsaglia
/// and Bray 1964).
/// </summary>
internal sealed class NormalDraws(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Uniform on (0, 1].</summary>
    public double Uniform()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return (((z ^ (z >> 31)) >> 11) + 1) * (1.0 / (1UL << 53));
    }

    /// <summary>Normal with mean 0 and variance 1.</summary>
    public double Next()
    {
        while (true)
        {
            var x = (2 * Uniform()) - 1;
            var y = (2 * Uniform()) - 1;
            var square = (x * x) + (y * y);
            if (square is < 1 and > 0)
                return x * Math.Sqrt(-2 * Math.Log(square) / square);
        }
    }
}
