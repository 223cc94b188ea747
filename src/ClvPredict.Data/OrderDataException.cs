namespace ClvPredict.Data;

/// <summary>Order data that cannot be used. The message says what was found, where, what was expected and what to do.</summary>
public sealed class OrderDataException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public OrderDataException() { }

    /// <summary>An exception with a message for the user.</summary>
    public OrderDataException(string message)
        : base(message) { }

    /// <summary>An exception with a message for the user and its cause.</summary>
    public OrderDataException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Whether nothing is wrong but that no line of a customer is left, as it may be in one part of several.</summary>
    public bool IsNobody { get; init; }
}
