using ClvPredict.Training.Boosting.Objectives;

namespace ClvPredict.Training.Boosting;

/// <summary>Data with its present raw scores.</summary>
internal sealed class ScoredRows
{
    private const int BlockRows = 8192;

    private readonly BoostingData _data;
    private readonly Objective _objective;
    private readonly WorkCrew _crew;
    private readonly double[] _labelTerms;
    private readonly double[] _scores;
    private readonly double[] _blockSums;
    private readonly double _weightSum;

    public ScoredRows(BoostingData data, Objective objective, WorkCrew crew)
    {
        _data = data;
        _objective = objective;
        _crew = crew;
        _labelTerms = objective.LabelTerms(data.Labels.Span);
        _scores = data.Offset.IsEmpty ? new double[data.RowCount] : data.Offset.ToArray();
        _blockSums = new double[(data.RowCount + BlockRows - 1) / BlockRows];
        _weightSum = data.RowCount;
        if (data.Weights.IsEmpty)
            return;
        _weightSum = 0;
        foreach (var weight in data.Weights.Span)
            _weightSum += weight;
    }

    /// <summary>Whether rows have weights of their own.</summary>
    public bool HasWeights => !_data.Weights.IsEmpty;

    /// <summary>Sum of the weights of the given rows.</summary>
    public double Weight(ReadOnlySpan<int> rows)
    {
        var weights = _data.Weights.Span;
        var sum = 0.0;
        foreach (var row in rows)
            sum += weights[row];
        return sum;
    }

    /// <summary>The constant that would minimise the deviance.</summary>
    public double BestShift() =>
        _objective.BestShift(_data.Labels.Span, _data.Weights.Span, _scores);

    /// <summary>The constant that would minimise the deviance of the given rows.</summary>
    public double BestShift(ReadOnlySpan<int> rows)
    {
        var labels = new double[rows.Length];
        var weights = _data.Weights.IsEmpty ? [] : new double[rows.Length];
        var scores = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            labels[i] = _data.Labels.Span[rows[i]];
            scores[i] = _scores[rows[i]];
        }
        for (var i = 0; i < weights.Length; i++)
            weights[i] = _data.Weights.Span[rows[i]];
        return _objective.BestShift(labels, weights, scores);
    }

    /// <summary>Adds a constant to all scores.</summary>
    public void Add(double constant)
    {
        foreach (ref var score in _scores.AsSpan())
            score += constant;
    }

    /// <summary>Adds a tree to the scores.</summary>
    public void Add(GrownTree tree) => TreeScorer.Add(tree, _data.Features, _scores, _crew);

    /// <summary>Weighted mean deviance at score + shift, summed by blocks in order.</summary>
    public double Deviance(double shift = 0)
    {
        _crew.RunBlocks(
            _data.RowCount,
            BlockRows,
            (start, end) =>
                _blockSums[start / BlockRows] = _objective.DevianceSum(
                    _data.Labels.Span[start..end],
                    _labelTerms.AsSpan(start, end - start),
                    WeightsOf(start, end),
                    _scores.AsSpan(start, end - start),
                    shift
                )
        );
        var sum = 0.0;
        foreach (var block in _blockSums)
            sum += block;
        return sum / _weightSum;
    }

    /// <summary>Gradients and hessians at the present scores.</summary>
    public void Gradients(float[] gradients, float[] hessians) =>
        _crew.RunBlocks(
            _data.RowCount,
            BlockRows,
            (start, end) =>
                _objective.Gradients(
                    _data.Labels.Span[start..end],
                    WeightsOf(start, end),
                    _scores.AsSpan(start, end - start),
                    gradients.AsSpan(start, end - start),
                    hessians.AsSpan(start, end - start)
                )
        );

    private ReadOnlySpan<double> WeightsOf(int start, int end) =>
        _data.Weights.IsEmpty ? default : _data.Weights.Span[start..end];
}
