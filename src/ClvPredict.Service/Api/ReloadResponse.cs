namespace ClvPredict.Service.Api;

/// <summary>What a reload has done.</summary>
/// <param name="Changed">Whether another model has taken over.</param>
/// <param name="Model">Name of the zip that answers from now on.</param>
/// <param name="ModelAsOf">First day that was not observed in its training.</param>
internal sealed record ReloadResponse(bool Changed, string Model, DateOnly ModelAsOf);
