using System.Collections.Immutable;

namespace ClvPredict.Reporting.Sections;

/// <summary>A column of the baseline table.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Numbers">One number a row; NaN where a row has none.</param>
/// <param name="Format">Writes a number.</param>
/// <param name="Merit">Larger for a better number.</param>
internal sealed record MetricColumn(
    string Title,
    ImmutableArray<double> Numbers,
    Func<double, string> Format,
    Func<double, double> Merit
)
{
    /// <summary>The number of a row as text.</summary>
    public string Text(int row) => Format(Numbers[row]);

    /// <summary>Whether no other row is better; equals are all best, and a row alone is not marked.</summary>
    public bool IsBest(int row)
    {
        var rivals = Numbers.Where(double.IsFinite).Select(Merit).ToList();
        return rivals.Count > 1
            && double.IsFinite(Numbers[row])
            && Merit(Numbers[row]) >= rivals.Max();
    }
}
