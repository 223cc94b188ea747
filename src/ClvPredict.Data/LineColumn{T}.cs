using System.Collections;
using System.Runtime.CompilerServices;
using ClvPredict.Data.Columns;

namespace ClvPredict.Data;

/// <summary>A column of order lines, which cannot be changed. Values take as many bytes as the range of those near them needs
/// (none where all are equal), so a line takes about a third of what arrays of numbers would. Where speed matters read
/// many values at once.</summary>
/// <typeparam name="T">int, long, bool or double. Doubles nearer to zero than 1e-300 are kept as zero.</typeparam>
[CollectionBuilder(typeof(LineColumn), nameof(LineColumn.Create))]
public sealed class LineColumn<T> : IReadOnlyList<T>
    where T : struct
{
    private readonly ColumnPiece[] _pieces;

    /// <summary>A column of pieces that are full but for the last.</summary>
    internal LineColumn(ColumnPiece[] pieces)
    {
        _pieces = pieces;
        Length =
            pieces.Length == 0 ? 0 : ((pieces.Length - 1) * ColumnPiece.Size) + pieces[^1].Count;
    }

    /// <summary>Number of lines; 0 for a column that the orders do not have.</summary>
    public int Length { get; }

    /// <summary>Whether the orders do not have this column.</summary>
    public bool IsEmpty => Length == 0;

    /// <inheritdoc/>
    public int Count => Length;

    /// <summary>The value of a line.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such line.</exception>
    public T this[int line]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)line, (uint)Length);
            return ColumnValue.FromLong<T>(
                _pieces[line >> ColumnPiece.Bits][line & ColumnPiece.Mask]
            );
        }
    }

    /// <summary>Reads the values of lines that follow each other.</summary>
    /// <param name="firstLine">The first of them.</param>
    /// <param name="target">Receives as many values as it is long.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not that many lines.</exception>
    public void CopyTo(int firstLine, Span<T> target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstLine);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(target.Length, Length - firstLine);
        for (var done = 0; done < target.Length; )
        {
            var piece = _pieces[(firstLine + done) >> ColumnPiece.Bits];
            var place = (firstLine + done) & ColumnPiece.Mask;
            var part = target.Slice(done, Math.Min(target.Length - done, piece.Count - place));
            for (var i = 0; i < part.Length; i++)
                part[i] = ColumnValue.FromLong<T>(piece[place + i]);
            done += part.Length;
        }
    }

    /// <summary>All values.</summary>
    public T[] ToArray()
    {
        var values = new T[Length];
        CopyTo(0, values);
        return values;
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var line = 0; line < Length; line++)
            yield return this[line];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The values as whole numbers, in pieces.</summary>
    internal ReadOnlySpan<ColumnPiece> Pieces => _pieces;
}
