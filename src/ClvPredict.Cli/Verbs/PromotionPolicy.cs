namespace ClvPredict.Cli.Verbs;

/// <summary>When a newly trained model becomes the current one.</summary>
internal enum PromotionPolicy
{
    /// <summary>Unless it is found worse than the present one, or not comparable with it.</summary>
    IfBetter,

    /// <summary>Whatever is found.</summary>
    Always,

    /// <summary>Not by training.</summary>
    Never,
}
