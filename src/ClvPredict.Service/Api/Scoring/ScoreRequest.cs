namespace ClvPredict.Service.Api.Scoring;

/// <summary>Customers to score.</summary>
internal sealed class ScoreRequest
{
    /// <summary>The first day not observed; orders from it on are not looked at. Default: that of the model.</summary>
    public DateOnly? AsOf { get; set; }

    /// <summary>The customers, each with orders or with features.</summary>
    public required ScoreCustomer[] Customers { get; set; }
}
