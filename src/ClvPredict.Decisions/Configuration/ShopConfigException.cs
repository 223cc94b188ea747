namespace ClvPredict.Decisions.Configuration;

/// <summary>A config that cannot be used; the message lists every fault with its place, value and allowed range.</summary>
public sealed class ShopConfigException : Exception
{
    /// <summary>Without a message.</summary>
    public ShopConfigException() { }

    /// <summary>With what is wrong.</summary>
    public ShopConfigException(string message)
        : base(message) { }

    /// <summary>With what is wrong and why.</summary>
    public ShopConfigException(string message, Exception innerException)
        : base(message, innerException) { }
}
