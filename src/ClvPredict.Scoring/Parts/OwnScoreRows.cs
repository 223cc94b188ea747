using ClvPredict.Data.Spill;

namespace ClvPredict.Scoring.Parts;

/// <summary>Scores of some customers in the order of their ids.</summary>
internal abstract class OwnScoreRows : SortedRows
{
    /// <summary>The score of the present row.</summary>
    public abstract OwnScore Score { get; }

    /// <inheritdoc/>
    public override string CustomerId => Score.CustomerId;
}
