using System.Collections.Immutable;
using System.Text;

namespace ClvPredict.Models.MlNet;

/// <summary>
/// A model in the format of ML.NET's model zips: FastTree and FastForest trees with the transforms around them. It is
/// read, run and written without ML.NET; scores equal ML.NET's to the last bit. Immutable.
/// </summary>
public sealed class MlNetModel
{
    private const string ChainDirectory = "TransformerChain";
    private const string SchemaEntry = "Schema";
    private const string VersionEntry = "TrainingInfo/Version.txt";

    private readonly TransformStep _root;
    private readonly byte[] _version;

    private MlNetModel(TransformStep root, DataViewSchema? schema, byte[] version)
    {
        _root = root;
        _version = version;
        Chain = root as TransformerChain ?? TransformerChain.Of(root);
        var flow = new ColumnFlow(schema);
        Chain.Declare(flow);
        Inputs = flow.Inputs;
        OutputColumns = flow.ScalarOutputs;
        Schema = schema;
    }

    /// <summary>The model's steps. A model that is a single step is a chain of one.</summary>
    public TransformerChain Chain { get; }

    /// <summary>The columns that the chain needs and does not itself make, in order of first use.</summary>
    public ImmutableArray<ModelColumn> Inputs { get; }

    /// <summary>Names of <see cref="Inputs"/>.</summary>
    public ImmutableArray<string> InputColumns => [.. Inputs.Select(c => c.Name)];

    /// <summary>
    /// Every column of numbers or booleans that the chain adds, in order of appearance. Where two steps make the same
    /// name, the column holds what the last one made.
    /// </summary>
    public ImmutableArray<string> OutputColumns { get; }

    /// <summary>The input schema that comes with the model, or null.</summary>
    public DataViewSchema? Schema { get; }

    /// <summary>
    /// Names of the places of an input vector, such as the columns it was made of, where the zip says them; empty
    /// otherwise. ML.NET stores them with the schema and with what a trainer saw.
    /// </summary>
    /// <exception cref="ModelPackageException">They are stored and damaged.</exception>
    public ImmutableArray<string> SlotNamesOf(string input)
    {
        var trained = Predictors(Chain).Where(p => p.FeatureColumn == input);
        return new[] { Schema }
            .Concat(trained.Select(p => p.TrainSchema))
            .Select(s => s?.Find(input) is { } column ? SlotNames.Of(column) : [])
            .FirstOrDefault(names => !names.IsEmpty, []);
    }

    /// <summary>The tree models of a chain and of the chains in it, in order.</summary>
    internal static IEnumerable<TreePredictor> Predictors(TransformerChain chain) =>
        chain.Steps.SelectMany(s =>
            s switch
            {
                TreePredictor predictor => [predictor],
                TransformerChain inner => Predictors(inner),
                _ => Enumerable.Empty<TreePredictor>(),
            }
        );

    /// <summary>A model made here, to be written. Its schema lists the columns that the chain needs.</summary>
    /// <exception cref="ModelPackageException">Columns of the chain do not fit together.</exception>
    public static MlNetModel Create(TransformerChain chain)
    {
        var flow = new ColumnFlow(schema: null);
        chain.Declare(flow);
        var schema = new DataViewSchema([
            .. flow.Inputs.Select(c => new SchemaColumn(c.Name, c.SchemaType)),
        ]);
        return new MlNetModel(chain, schema, "5.0.0 (ClvPredict)\n"u8.ToArray());
    }

    /// <summary>The same model with other steps.</summary>
    internal MlNetModel With(TransformerChain chain) => new(chain, Schema, _version);

    /// <summary>
    /// Reads the model in a zip. A data loader stored with it and texts for people are passed over; other entries are
    /// none of ML.NET's and stay unread.
    /// </summary>
    /// <exception cref="ModelPackageException">
    /// The zip holds no ML.NET model, is damaged, or holds a step that is not supported, which the message names.
    /// </exception>
    public static MlNetModel Read(ModelArchive archive)
    {
        if (!archive.Contains(ChainDirectory + "/Model.key"))
            throw new ModelPackageException(
                archive.Contains("Predictor/Model.key")
                    ? "The zip is a model of the time before ML.NET 1.0, whose layout is not supported."
                    : "The zip holds no ML.NET model: TransformerChain/Model.key is missing."
            );
        DataViewSchema? schema = null;
        bool hasLoader = false;
        if (archive.TryGet(SchemaEntry, out var schemaBytes))
        {
            schema = DataViewSchema.Parse(SchemaEntry, schemaBytes);
        }
        else if (archive.TryGet("Model.key", out var rootKey))
        {
            new ModelDirectory(archive, "").Expect(ModelComponent.LoaderAndModel);
            hasLoader = true;
        }
        var root = StepReader.Read(
            new ModelDirectory(archive, ChainDirectory),
            $"the model ({ChainDirectory})"
        );
        if (hasLoader && root is TransformerChain { Steps: [var only] })
            root = only;
        archive.TryGet(VersionEntry, out var version);
        return new MlNetModel(root, schema, version.ToArray());
    }

    /// <summary>Adds the columns of the chain to a batch that has the columns of <see cref="Inputs"/>.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="maxThreads">At least 1; the result does not depend on it.</param>
    /// <param name="cancellationToken">Checked between steps and within long ones.</param>
    /// <exception cref="ArgumentException">An input is missing or of the wrong kind or length.</exception>
    public void Apply(
        ColumnBatch batch,
        int maxThreads = 1,
        CancellationToken cancellationToken = default
    )
    {
        foreach (var input in Inputs)
        {
            var found = batch.Find(input.Name);
            if (found != input)
            {
                throw new ArgumentException(
                    found is null
                        ? $"The model needs a column '{input.Name}' of kind {input.Kind}."
                        : $"The model needs column '{input.Name}' as {input}, and it is {found}.",
                    nameof(batch)
                );
            }
        }
        Chain.Apply(batch, maxThreads, cancellationToken);
    }

    /// <summary>
    /// The entries of the model zip in the order ML.NET writes them. Entries of a zip that was read come out with the
    /// same bytes; texts for people and a data loader are left out, and old versions come out as current ones.
    /// </summary>
    public IReadOnlyList<(string Name, byte[] Content)> Write()
    {
        var entries = new ModelEntries();
        if (_version.Length > 0)
            entries.Add(VersionEntry, _version);
        _root.Write(entries, ChainDirectory);
        if (Schema is not null)
            entries.Add(SchemaEntry, Schema.ToBytes());
        return entries.All;
    }

    /// <summary>The text of TrainingInfo/Version.txt: which program wrote the zip. Empty when it does not say.</summary>
    public string VersionText => Encoding.UTF8.GetString(_version);
}
