namespace ClvPredict.Scoring.Parts;

/// <summary>Scores of some customers in the order of their ids, read once from the first to the last.</summary>
internal abstract class OwnScoreRows : IDisposable
{
    /// <summary>Name for messages.</summary>
    public abstract string Name { get; }

    /// <summary>The present row; to be asked after <see cref="Next"/>.</summary>
    public abstract OwnScore Current { get; }

    /// <summary>Moves to the next row; false at the end.</summary>
    public abstract bool Next();

    public abstract void Dispose();
}
