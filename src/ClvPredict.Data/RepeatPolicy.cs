namespace ClvPredict.Data;

/// <summary>What happens to an order line that repeats another one in every column read, order id and time included.</summary>
public enum RepeatPolicy
{
    /// <summary>It is an order line like any other.</summary>
    Keep,

    /// <summary>Only one of the equal lines is used.</summary>
    Drop,
}
