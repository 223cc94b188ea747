using System.Collections.Immutable;
using System.Globalization;

namespace ClvPredict.Models.MlNet;

/// <summary>One component's folder in a model zip, while it is read: its key, the block's reader and sub-folders.</summary>
internal sealed class ModelDirectory
{
    /// <summary>Chains nest two or three deep in practice; the bound keeps a made-up zip from exhausting the stack.</summary>
    private const int MaxDepth = 32;

    private readonly ModelArchive _archive;
    private readonly int _depth;

    public ModelDirectory(ModelArchive archive, string path)
        : this(archive, path, depth: 0) { }

    private ModelDirectory(ModelArchive archive, string path, int depth)
    {
        if (depth > MaxDepth)
            throw new ModelPackageException(
                $"The model zip nests more than {MaxDepth} folders at {ZipReader.Quote(path)}."
            );
        _archive = archive;
        _depth = depth;
        Path = path;
        var entry = path.Length == 0 ? "Model.key" : path + "/Model.key";
        Key = ModelKey.Parse(entry, archive.Get(entry));
        Block = new ByteReader(entry, Key.Model);
    }

    public string Path { get; }

    public ModelKey Key { get; }

    /// <summary>Reads the model block; it must be read to its end.</summary>
    public ByteReader Block { get; }

    public ModelDirectory Sub(string name) => new(_archive, $"{Path}/{name}", _depth + 1);

    public ModelDirectory Sub(string stem, int index) =>
        Sub(stem + index.ToString("000", CultureInfo.InvariantCulture));

    public DataViewSchema Schema(string name) =>
        DataViewSchema.Parse($"{Path}/{name}", _archive.Get($"{Path}/{name}"));

    /// <summary>Checks that the component is of a kind, in a version that is understood.</summary>
    public ModelDirectory Expect(ModelComponent component)
    {
        if (!component.Matches(Key))
            throw Block.Unsupported($"it is a {Name(Key)} where a {component.Loader} is expected");
        if (!component.CanRead(Key))
        {
            throw Block.Unsupported(
                $"it is a {Name(Key)} of version 0x{Key.VersionWritten:X} (readable from 0x{Key.VersionReadable:X})"
            );
        }
        return this;
    }

    /// <summary>What a key says it is, for messages.</summary>
    public static string Name(ModelKey key) =>
        ZipReader.Quote(key.Loader.Length > 0 ? key.Loader : key.Signature).Trim('\'');

    /// <summary>A string that the block refers to, or null.</summary>
    public string? TextOrNull()
    {
        int id = Block.Int32();
        if (id < 0)
            return null;
        return id < Key.Strings.Length
            ? Key.Strings[id]
            : throw Block.Fault($"it refers to string {id} of {Key.Strings.Length}");
    }

    public string Text() =>
        TextOrNull() ?? throw Block.Fault($"a name is missing at byte {Block.Position}");

    /// <summary>The number of pairs, then output and input of each.</summary>
    public ImmutableArray<ColumnPair> Pairs()
    {
        int count = Block.Count(8, "columns");
        var pairs = ImmutableArray.CreateBuilder<ColumnPair>(count);
        for (int i = 0; i < count; i++)
            pairs.Add(new ColumnPair(Text(), Text()));
        return pairs.MoveToImmutable();
    }
}
