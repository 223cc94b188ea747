namespace ClvPredict.Data.Ingest;

/// <summary>How dates are written, the time of day apart.</summary>
internal enum DateLayout
{
    /// <summary>2011-12-31.</summary>
    YearDashed,

    /// <summary>2011/12/31.</summary>
    YearSlashed,

    /// <summary>20111231.</summary>
    Compact,

    /// <summary>31/12/2011 or 12/31/2011.</summary>
    Slashed,

    /// <summary>31-12-2011 or 12-31-2011.</summary>
    Dashed,

    /// <summary>31.12.2011.</summary>
    Dotted,

    /// <summary>As a .NET pattern says.</summary>
    Pattern,
}
