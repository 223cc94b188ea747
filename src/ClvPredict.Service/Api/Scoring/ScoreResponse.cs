namespace ClvPredict.Service.Api.Scoring;

/// <summary>Scores in the order of the request.</summary>
/// <param name="Model">Name of the zip that gave them.</param>
/// <param name="AsOf">The first day not observed.</param>
/// <param name="Horizon">How far ahead is predicted, such as 180d.</param>
/// <param name="Currency">Currency of all money; empty when not stated.</param>
/// <param name="Scores">One a customer.</param>
internal sealed record ScoreResponse(
    string Model,
    DateOnly AsOf,
    string Horizon,
    string Currency,
    ScoredCustomer[] Scores
);
