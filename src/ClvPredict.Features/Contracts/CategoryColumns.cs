using System.Collections.Immutable;

namespace ClvPredict.Features.Contracts;

/// <summary>Writes the columns of one <see cref="CategoryFeature"/> from codes into a list of texts.</summary>
internal sealed class CategoryColumns
{
    private readonly int _firstColumn;
    private readonly int _width;
    private readonly int[] _columnOfCode;

    /// <summary>Finds the column of every text.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="texts">The texts that codes stand for.</param>
    /// <param name="firstColumn">Index of the feature's first column.</param>
    public CategoryColumns(CategoryFeature feature, ImmutableArray<string> texts, int firstColumn)
    {
        _firstColumn = firstColumn;
        _width = feature.Values.Length + 1;
        _columnOfCode =
        [
            .. texts.Select(t =>
                feature.Values.BinarySearch(t, StringComparer.Ordinal) is >= 0 and var place
                    ? firstColumn + place
                    : firstColumn + feature.Values.Length
            ),
        ];
    }

    /// <summary>Sets the columns, which are 0, of a row; a code below 0 is missing.</summary>
    public void Write(float[][] columns, int row, int code)
    {
        if (code >= 0)
        {
            columns[_columnOfCode[code]][row] = 1;
            return;
        }
        for (var c = 0; c < _width; c++)
            columns[_firstColumn + c][row] = float.NaN;
    }
}
