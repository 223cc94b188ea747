namespace ClvPredict.Service.Limits;

/// <summary>What the <see cref="OriginGuard"/> goes by.</summary>
/// <param name="IsOpen">Whether no keys are needed.</param>
internal sealed record OriginRules(bool IsOpen);
