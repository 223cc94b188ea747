namespace ClvPredict.Models.Chain;

/// <summary>Everything fitted that goes into the ML.NET chain.</summary>
public sealed record ChainParts
{
    /// <summary>Log odds of being active in the horizon.</summary>
    public required TargetBlend Activity { get; init; }

    /// <summary>Log of the expected purchase days.</summary>
    public required TargetBlend Orders { get; init; }

    /// <summary>Log of the expected gross value.</summary>
    public required TargetBlend Value { get; init; }

    /// <summary>What predicts CLV in place of the blends, when a rule of thumb was better; null for the blends.</summary>
    public SpendRule? Rule { get; init; }

    /// <summary>
    /// Added to the log of the predicted CLV, which is the geometric mean of the value blend and of expected orders x
    /// expected order value, times the share kept after returns and the margin. A constant value blend is the CLV itself.
    /// </summary>
    public double ClvIntercept { get; init; }

    /// <summary>Margin on net value, above 0; 1 predicts revenue.</summary>
    public double Margin { get; init; } = 1;
}
