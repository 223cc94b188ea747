namespace ClvPredict.Features;

/// <summary>The calendar unit of a <see cref="Horizon"/>.</summary>
public enum HorizonUnit
{
    /// <summary>Days.</summary>
    Days,

    /// <summary>Weeks of seven days.</summary>
    Weeks,

    /// <summary>Calendar months.</summary>
    Months,

    /// <summary>Calendar years.</summary>
    Years,
}
