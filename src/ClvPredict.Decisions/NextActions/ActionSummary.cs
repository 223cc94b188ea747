namespace ClvPredict.Decisions.NextActions;

/// <summary>All actions of one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Due">How many are due.</param>
/// <param name="Best">For how many customers it is the best action.</param>
/// <param name="WithOffer">How many come with an offer that is expected to pay.</param>
/// <param name="Cost">What all cost if every offer is taken.</param>
/// <param name="MustSell">Sales that all must bring to pay for themselves.</param>
/// <param name="ValueAtStake">Sum of the value at stake.</param>
/// <param name="ExpectedGain">Sum of the expected gain where it is known; NaN where it is for none.</param>
public sealed record ActionSummary(
    ActionKind Kind,
    int Due,
    int Best,
    int WithOffer,
    double Cost,
    double MustSell,
    double ValueAtStake,
    double ExpectedGain
);
