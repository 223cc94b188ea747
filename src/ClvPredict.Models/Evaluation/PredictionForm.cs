namespace ClvPredict.Models.Evaluation;

/// <summary>What a prediction comes from, the simplest first: the rungs of the ladder.</summary>
public enum PredictionForm
{
    /// <summary>The same for every customer.</summary>
    CohortMean,

    /// <summary>The textbook formula: order value x orders a year x years.</summary>
    Formula,

    /// <summary>Spend rate x the share of customers with a like time since the last order who bought again.</summary>
    RateRetention,

    /// <summary>The probabilistic prior alone.</summary>
    Prior,

    /// <summary>Boosted trees on the features alone; compared with, never shipped.</summary>
    Boosting,

    /// <summary>The prior, corrected by and blended with boosted trees.</summary>
    Stack,
}
