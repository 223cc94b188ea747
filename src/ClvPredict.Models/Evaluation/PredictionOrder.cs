namespace ClvPredict.Models.Evaluation;

/// <summary>
/// The rows of a column in ascending order, equal numbers in row order, with its runs of equal numbers. Everything
/// that ranks a prediction is computed from it, so a column is sorted once: O(n log n).
/// </summary>
internal sealed class PredictionOrder
{
    private readonly int[] _rows;
    private readonly int[] _runEnd;

    /// <summary>Sorts a column of finite numbers; 0 and -0 are equal.</summary>
    public PredictionOrder(ReadOnlySpan<double> numbers)
    {
        var sorted = numbers.ToArray();
        _rows = new int[sorted.Length];
        _runEnd = new int[sorted.Length];
        for (var i = 0; i < _rows.Length; i++)
            _rows[i] = i;

        // The library's sort of primitive keys is fast but does not keep the order of equal keys; that is restored per run.
        Array.Sort(sorted, _rows);
        for (var start = 0; start < sorted.Length; )
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
                end++;
            Array.Sort(_rows, start, end - start);
            Array.Fill(_runEnd, end, start, end - start);
            start = end;
        }
    }

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Length;

    /// <summary>Row indexes, the smallest number first.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>The end (exclusive) of the run of equal numbers that holds a position of <see cref="Rows"/>.</summary>
    public int RunEnd(int position) => _runEnd[position];

    /// <summary>Per row: its rank, counted from 1; rows of equal numbers share the mean of their ranks.</summary>
    public double[] MidRanks()
    {
        var ranks = new double[Count];
        for (var start = 0; start < Count; )
        {
            var end = _runEnd[start];
            var rank = (start + (end - 1L)) / 2.0 + 1;
            for (var k = start; k < end; k++)
                ranks[_rows[k]] = rank;
            start = end;
        }
        return ranks;
    }

    /// <summary>Per position of <see cref="Rows"/>: the mean outcome of all rows that share the position's number, so
    /// that no metric depends on how ties happen to be ordered.</summary>
    public double[] TieMeans(ReadOnlySpan<double> outcomes)
    {
        var means = new double[Count];
        for (var start = 0; start < Count; )
        {
            var end = _runEnd[start];
            var sum = new CompensatedSum();
            for (var k = start; k < end; k++)
                sum.Add(outcomes[_rows[k]]);
            Array.Fill(means, sum.Total / (end - start), start, end - start);
            start = end;
        }
        return means;
    }

    /// <summary>Where a bin of a division into bins of equal count begins (its predecessor ends); bins count from 0.</summary>
    public int BinStart(int bin, int binCount) => (int)((long)bin * Count / binCount);

    /// <summary>The mean of a column over positions [start, end) of <see cref="Rows"/>; NaN when there are none.</summary>
    public double Mean(ReadOnlySpan<double> numbers, int start, int end)
    {
        var sum = new CompensatedSum();
        for (var k = start; k < end; k++)
            sum.Add(numbers[_rows[k]]);
        return sum.Total / (end - start);
    }
}
