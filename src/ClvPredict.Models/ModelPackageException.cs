namespace ClvPredict.Models;

/// <summary>A model zip that is refused. The message names what is wrong with which entry.</summary>
public sealed class ModelPackageException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public ModelPackageException() { }

    /// <summary>An exception with a message for the user.</summary>
    public ModelPackageException(string message)
        : base(message) { }

    /// <summary>An exception with a message for the user and its cause.</summary>
    public ModelPackageException(string message, Exception innerException)
        : base(message, innerException) { }
}
