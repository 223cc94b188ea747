using System.Numerics;

namespace ClvPredict.Training.Simulation;

/// <summary>
/// A stream of random numbers that depends on its seed alone, on every machine: generator xoshiro256** (Blackman and
/// Vigna 2021), its state filled by SplitMix64 (Steele, Lea and Flood 2014), distributions by <see cref="PortableMath"/>.
/// </summary>
internal sealed class RandomStream
{
    private const ulong GoldenGamma = 0x9E37_79B9_7F4A_7C15;

    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>A generator in the state given, which must not be all zero.</summary>
    public RandomStream(ulong a, ulong b, ulong c, ulong d) => (_a, _b, _c, _d) = (a, b, c, d);

    /// <summary>The stream of one purpose for one item (a customer's number, or -1 for what all customers share).</summary>
    public static RandomStream Derive(long seed, long item, StreamPurpose purpose)
    {
        var key = unchecked((ulong)seed);
        key = SplitMix(ref key) ^ unchecked((ulong)item);
        key = SplitMix(ref key) ^ (ulong)purpose;
        return new RandomStream(
            SplitMix(ref key),
            SplitMix(ref key),
            SplitMix(ref key),
            SplitMix(ref key)
        );
    }

    /// <summary>The next output of SplitMix64; advances the state.</summary>
    public static ulong SplitMix(ref ulong state)
    {
        state += GoldenGamma;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform on (0, 1]: a multiple of 2^-53, never 0, so that its logarithm is finite.</summary>
    public double Uniform() => ((Bits() >> 11) + 1) * (1.0 / (1UL << 53));

    /// <summary>True with the probability given.</summary>
    public bool Happens(double probability) => Uniform() <= probability;

    /// <summary>An integer from 0 to count - 1, each equally likely (up to 2^-53).</summary>
    public int Below(int count) => (int)((Bits() >> 11) * (1.0 / (1UL << 53)) * count);

    /// <summary>Exponential with mean 1.</summary>
    public double Exponential() => -PortableMath.Log(Uniform());

    /// <summary>Normal with mean 0 and variance 1, by the polar method (Marsaglia and Bray 1964).</summary>
    public double Normal()
    {
        while (true)
        {
            var x = (2 * Uniform()) - 1;
            var y = (2 * Uniform()) - 1;
            var square = (x * x) + (y * y);
            if (square is < 1 and > 0)
                return x * Math.Sqrt(-2 * PortableMath.Log(square) / square);
        }
    }

    /// <summary>Gamma with the shape given (above 0) and scale 1 (Marsaglia and Tsang 2000).</summary>
    public double Gamma(double shape)
    {
        // Below shape 1: a gamma of shape + 1 times U^(1/shape), section 6 of the paper.
        var boost = shape < 1 ? PortableMath.Exp(PortableMath.Log(Uniform()) / shape) : 1;
        var d = (shape < 1 ? shape + 1 : shape) - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var root = 1 + (c * x);
            if (root <= 0)
                continue;
            var v = root * root * root;
            if (PortableMath.Log(Uniform()) < (0.5 * x * x) + (d * (1 - v + PortableMath.Log(v))))
                return d * v * boost;
        }
    }

    /// <summary>Beta with the mean given, in (0, 1); the larger the concentration (a + b), the closer to the mean.</summary>
    public double Beta(double mean, double concentration)
    {
        var x = Gamma(mean * concentration);
        var y = Gamma((1 - mean) * concentration);
        return x + y > 0 ? x / (x + y) : mean;
    }

    /// <summary>Poisson with a small mean, by multiplying uniforms; takes mean + 1 draws on average.</summary>
    public int Poisson(double mean)
    {
        var limit = PortableMath.Exp(-mean);
        var count = 0;
        for (var product = Uniform(); product > limit; product *= Uniform())
            count++;
        return count;
    }

    /// <summary>An index drawn with the weights given (not negative, any sum above 0).</summary>
    public int Pick(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        var rest = Uniform() * sum;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            rest -= weights[i];
            if (rest <= 0)
                return i;
        }
        return weights.Length - 1;
    }
}
