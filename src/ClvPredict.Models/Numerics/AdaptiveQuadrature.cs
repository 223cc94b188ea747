using System.Runtime.InteropServices;

namespace ClvPredict.Models.Numerics;

/// <summary>
/// Integration by bisection of the panel that is off most, until on none 16 Gauss–Legendre points and 16 on each half differ.
/// </summary>
internal static class AdaptiveQuadrature
{
    /// <summary>
    /// Panels after which the sum is accepted as it is: many times what smooth functions need, so that rounding noise above
    /// the tolerance costs time but not for ever.
    /// </summary>
    private const int MaximumPanels = 3000;

    /// <summary>
    /// The integral of a finite, non-negative function over [from, to], to about <paramref name="tolerance"/> relative.
    /// </summary>
    public static double Integrate(
        Func<double, double> function,
        double from,
        double to,
        double tolerance = 1e-13
    ) => Integrate(function, [from, to], tolerance);

    /// <summary>The integral over ascending breaks, at which the function may bend; to the tolerance relative to the whole.</summary>
    public static double Integrate(
        Func<double, double> function,
        ReadOnlySpan<double> breaks,
        double tolerance = 1e-13
    )
    {
        var panels = new PriorityQueue<Panel, double>();
        var total = 0.0;
        void Add(double from, double to, double whole)
        {
            var middle = from + (to - from) / 2;
            var panel = new Panel(from, to, Sum(function, from, middle), Sum(function, middle, to));
            total += panel.Left + panel.Right;
            panels.Enqueue(panel, -Math.Abs(panel.Left + panel.Right - whole));
        }

        for (var i = 1; i < breaks.Length; i++)
            Add(breaks[i - 1], breaks[i], Sum(function, breaks[i - 1], breaks[i]));
        while (panels.Count < MaximumPanels)
        {
            panels.TryPeek(out var worst, out var minusError);
            if (-minusError <= tolerance * total)
                break;
            panels.Dequeue();
            var middle = worst.From + (worst.To - worst.From) / 2;
            total -= worst.Left + worst.Right;
            Add(worst.From, middle, worst.Left);
            Add(middle, worst.To, worst.Right);
        }
        // Again from the panels: what was added and taken away has left its rounding in the total.
        return panels.UnorderedItems.Sum(item => item.Element.Left + item.Element.Right);
    }

    private static double Sum(Func<double, double> function, double from, double to)
    {
        var rule = GaussLegendreRule.Points16;
        var sum = 0.0;
        for (var i = 0; i < rule.Nodes.Length; i++)
            sum += rule.Weights[i] * function(from + (to - from) * rule.Nodes[i]);
        return sum * (to - from);
    }

    /// <summary>A range and the integrals over its halves.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Panel(double From, double To, double Left, double Right);
}
