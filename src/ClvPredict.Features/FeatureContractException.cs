namespace ClvPredict.Features;

/// <summary>Data that does not hold what a model's features are computed from, or is of another kind. The message says what
/// is missing and what to do.</summary>
public sealed class FeatureContractException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public FeatureContractException() { }

    /// <summary>An exception with a message for the user.</summary>
    public FeatureContractException(string message)
        : base(message) { }

    /// <summary>An exception with a message for the user and its cause.</summary>
    public FeatureContractException(string message, Exception innerException)
        : base(message, innerException) { }
}
