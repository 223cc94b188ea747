namespace ClvPredict.Models.Evaluation;

/// <summary>What the numbers of a baseline mean.</summary>
public enum BaselineKind
{
    /// <summary>Predictions of the holdout value, in money.</summary>
    Money,

    /// <summary>Scores that only rank: larger means more valuable, the scale means nothing.</summary>
    Rank,
}
