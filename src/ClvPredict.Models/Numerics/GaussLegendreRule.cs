using System.Collections.Immutable;

namespace ClvPredict.Models.Numerics;

/// <summary>
/// A Gauss–Legendre rule on [0, 1]: exact for polynomials up to degree 2 n - 1. Nodes are the roots of the Legendre
/// polynomial, found by Newton's method to the last bits.
/// </summary>
internal sealed class GaussLegendreRule
{
    /// <summary>The rule with 16 points.</summary>
    public static readonly GaussLegendreRule Points16 = new(16);

    internal GaussLegendreRule(int count)
    {
        var nodes = new double[count];
        var weights = new double[count];
        for (var i = 0; i < count; i++)
        {
            var x = Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
            var slope = 0.0;
            for (var step = 0; step < 10; step++)
            {
                (var value, slope) = Legendre(count, x);
                x -= value / slope;
            }
            nodes[i] = (1 - x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
        Nodes = [.. nodes];
        Weights = [.. weights];
    }

    /// <summary>Where to evaluate, ascending in (0, 1).</summary>
    public ImmutableArray<double> Nodes { get; }

    /// <summary>Weights, one a node; they sum to 1.</summary>
    public ImmutableArray<double> Weights { get; }

    private static (double Value, double Slope) Legendre(int degree, double x)
    {
        var previous = 1.0;
        var current = x;
        for (var k = 2; k <= degree; k++)
            (previous, current) = (current, ((2 * k - 1) * x * current - (k - 1) * previous) / k);
        return (current, degree * (x * current - previous) / (x * x - 1));
    }
}
