using System.Collections.Immutable;
using System.Globalization;

namespace ClvPredict.Models.MlNet;

/// <summary>
/// Follows the columns through a chain without data: which columns must come from outside, which the chain makes, and
/// whether kinds and lengths fit together. A column that is only copied is not needed from outside.
/// </summary>
/// <param name="schema">Types of the outside columns, where known.</param>
internal sealed class ColumnFlow(DataViewSchema? schema)
{
    /// <summary>No feature vector comes near; it bounds what a made-up zip can make the chain allocate.</summary>
    public const int MaxWidth = 1 << 20;

    private readonly List<ModelColumn> _inputs = [];
    private readonly Dictionary<string, ModelColumn> _inputByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ColumnType> _outsideTypes = TypesIn(schema);
    private readonly List<string> _made = [];

    /// <summary>What a name stands for: a column made by the chain, or another name outside the chain.</summary>
    private readonly Dictionary<string, (ModelColumn? Made, string Outside)> _names = new(
        StringComparer.Ordinal
    );

    /// <summary>Columns needed from outside, in order of first use.</summary>
    public ImmutableArray<ModelColumn> Inputs => [.. _inputs];

    /// <summary>Scalar columns made, in order of appearance; a name made twice appears where it was made first.</summary>
    public ImmutableArray<string> ScalarOutputs => [.. _made.Where(IsScalar)];

    /// <summary>Uses a column as one of a kind.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="kind">What it must be.</param>
    /// <param name="width">For vectors: the length it must have, or null when any will do.</param>
    public ModelColumn Use(string name, ColumnKind kind, int? width = null)
    {
        var column = Resolve(name, kind, width);
        if (column.Kind != kind)
            throw Fault(
                $"Column {ZipReader.Quote(name)} is {column.Kind} where the model needs {kind}."
            );
        if (width is { } expected && column.Width != expected)
        {
            throw Fault(
                $"Column {ZipReader.Quote(name)} has {column.Width} values per row where the model needs {expected}."
            );
        }
        return column;
    }

    /// <summary>Uses a column of numbers or vectors, whichever it is.</summary>
    public ModelColumn UseNumeric(string name)
    {
        var column = Resolve(name, ColumnKind.Number, width: null);
        return column.Kind is ColumnKind.Number or ColumnKind.Vector
            ? column
            : throw Fault(
                $"Column {ZipReader.Quote(name)} is {column.Kind} where the model needs numbers."
            );
    }

    /// <summary>Says that the chain makes a column.</summary>
    public void Make(string name, ColumnKind kind, long width = 1)
    {
        if (width is < 1 or > MaxWidth)
            throw Fault($"Column {ZipReader.Quote(name)} would have {width} values per row.");
        MadeAs(name, (new ModelColumn(name, kind, (int)width), ""));
    }

    /// <summary>Says that the chain copies a column.</summary>
    public void Copy(ColumnPair pair) =>
        MadeAs(
            pair.Output,
            _names.TryGetValue(pair.Input, out var source) ? source : (null, pair.Input)
        );

    private void MadeAs(string name, (ModelColumn? Made, string Outside) meaning)
    {
        if (!_names.ContainsKey(name))
            _made.Add(name);
        _names[name] = meaning;
    }

    private ModelColumn Resolve(string name, ColumnKind kind, int? width)
    {
        var (made, outside) = _names.TryGetValue(name, out var meaning) ? meaning : (null, name);
        return made ?? UseOutside(outside, kind, width);
    }

    private ModelColumn UseOutside(string name, ColumnKind kind, int? width)
    {
        if (_inputByName.TryGetValue(name, out var known))
            return known;
        if (kind == ColumnKind.Key)
            throw Fault(
                $"Column {ZipReader.Quote(name)} must be a key, which only the model itself can make."
            );
        var column = _outsideTypes.GetValueOrDefault(name) switch
        {
            { Codec: "TextSpan" } => new ModelColumn(name, ColumnKind.Text),
            { SingleVectorLength: { } length } => new ModelColumn(name, ColumnKind.Vector, length),
            { Codec: "VBuffer" } => throw Fault(
                $"Column {ZipReader.Quote(name)} is a vector of no known length, or of something other than float32 numbers."
            ),
            _ => new ModelColumn(name, kind, width ?? 1),
        };
        _inputs.Add(column);
        _inputByName.Add(name, column);
        return column;
    }

    private bool IsScalar(string name)
    {
        var (made, outside) = _names[name];
        made ??= _inputByName.GetValueOrDefault(outside);
        return made?.Kind == ColumnKind.Number;
    }

    /// <summary>Types by name; a later column hides an earlier one.</summary>
    private static Dictionary<string, ColumnType> TypesIn(DataViewSchema? schema)
    {
        var types = new Dictionary<string, ColumnType>(StringComparer.Ordinal);
        foreach (var column in schema?.Columns ?? [])
            types[column.Name] = column.Type;
        return types;
    }

    private static ModelPackageException Fault(FormattableString text) =>
        new(text.ToString(CultureInfo.InvariantCulture));
}
