namespace ClvPredict.Models.Evaluation;

/// <summary>
/// A running sum that carries what rounding took off (Neumaier 1974, "Rundungsfehleranalyse einiger Verfahren zur
/// Summation endlicher Summen", algorithm IV), so that its error does not grow with the number of terms. The default
/// value is a sum of nothing.
/// </summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    /// <summary>The sum of the terms added so far.</summary>
    public readonly double Total => _sum + _lost;

    /// <summary>Adds a term.</summary>
    public void Add(double term)
    {
        var next = _sum + term;
        _lost += Math.Abs(_sum) >= Math.Abs(term) ? _sum - next + term : term - next + _sum;
        _sum = next;
    }

    /// <summary>The sum of a column.</summary>
    public static double Of(ReadOnlySpan<double> terms)
    {
        var sum = new CompensatedSum();
        foreach (var term in terms)
            sum.Add(term);
        return sum.Total;
    }
}
