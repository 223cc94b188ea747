namespace ClvPredict.Models.Numerics;

/// <summary>Integration by bisection until 16 Gauss–Legendre points on a panel agree with 16 on each half.</summary>
internal static class AdaptiveQuadrature
{
    /// <summary>Bisections after which a panel is accepted as it is: its width is then 2^-40 of the interval.</summary>
    private const int MaximumDepth = 40;

    /// <summary>
    /// The integral of a finite, non-negative function over [from, to], to about <paramref name="tolerance"/> relative.
    /// </summary>
    public static double Integrate(
        Func<double, double> function,
        double from,
        double to,
        double tolerance = 1e-13
    )
    {
        var whole = Panel(function, from, to);
        return Refine(function, from, to, whole, whole, tolerance, 0);
    }

    private static double Refine(
        Func<double, double> function,
        double from,
        double to,
        double panel,
        double total,
        double tolerance,
        int depth
    )
    {
        var middle = from + (to - from) / 2;
        var left = Panel(function, from, middle);
        var right = Panel(function, middle, to);
        var scale = Math.Max(total, left + right);
        if (Math.Abs(left + right - panel) <= tolerance * scale || depth == MaximumDepth)
            return left + right;
        return Refine(function, from, middle, left, scale, tolerance, depth + 1)
            + Refine(function, middle, to, right, scale, tolerance, depth + 1);
    }

    private static double Panel(Func<double, double> function, double from, double to)
    {
        var rule = GaussLegendreRule.Points16;
        var sum = 0.0;
        for (var i = 0; i < rule.Nodes.Length; i++)
            sum += rule.Weights[i] * function(from + (to - from) * rule.Nodes[i]);
        return sum * (to - from);
    }
}
