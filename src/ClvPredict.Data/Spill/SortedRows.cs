namespace ClvPredict.Data.Spill;

/// <summary>Rows of some customers in the order of their ids, read once from the first to the last.</summary>
public abstract class SortedRows : IDisposable
{
    /// <summary>Name for messages.</summary>
    public abstract string Name { get; }

    /// <summary>The customer of the present row; to be asked after <see cref="MoveNext"/>.</summary>
    public abstract string CustomerId { get; }

    /// <summary>Moves to the next row; false at the end.</summary>
    public abstract bool MoveNext();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what the rows are read from.</summary>
    protected abstract void Dispose(bool disposing);
}
