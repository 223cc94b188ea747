namespace ClvPredict.Models.MlNet;

/// <summary>A kind of component as ML.NET names it, with the versions that are written and understood here.</summary>
/// <param name="Signature">Eight characters.</param>
/// <param name="Written">The version written.</param>
/// <param name="Readable">The oldest reader of what is written.</param>
/// <param name="Oldest">The oldest version whose layout is known.</param>
/// <param name="Loader">Loader's name.</param>
/// <param name="Assembly">Simple name of the assembly.</param>
internal sealed record ModelComponent(
    string Signature,
    uint Written,
    uint Readable,
    uint Oldest,
    string Loader,
    string Assembly = ModelComponent.Data
)
{
    private const string Data = "Microsoft.ML.Data";
    private const string FastTree = "Microsoft.ML.FastTree";
    private const string Transforms = "Microsoft.ML.Transforms";

    public static readonly ModelComponent Chain = new(
        "XF CHAIN",
        0x10001,
        0x10001,
        0x10001,
        "TransformerChain"
    );
    public static readonly ModelComponent Concatenate = new(
        "CONCAT F",
        0x10003,
        0x10003,
        0x10003,
        "ConcatTransform"
    )
    {
        AlternativeLoader = "ConcatFunction",
    };
    public static readonly ModelComponent CopyColumns = new(
        "COPYCOLT",
        0x10001,
        0x10001,
        0x10001,
        "CopyTransform"
    );
    public static readonly ModelComponent ReplaceMissing = new(
        "NAREP TF",
        0x10002,
        0x10002,
        0x10002,
        "NAReplaceTransform",
        Transforms
    );
    public static readonly ModelComponent Normalizer = new(
        "NORMALZR",
        0x10002,
        0x10001,
        0x10001,
        "Normalizer"
    );
    public static readonly ModelComponent Affine = new(
        "AFF NORM",
        0x10003,
        0x10003,
        0x10003,
        "AffineNormExec"
    );
    public static readonly ModelComponent Expression = new(
        "EXPRTRNF",
        0x10001,
        0x10001,
        0x10001,
        "ExprTransform",
        Transforms
    );
    public static readonly ModelComponent Regression = new(
        "REG PRED",
        0x10001,
        0x10001,
        0x10001,
        "RegressionPredXfer"
    );
    public static readonly ModelComponent Binary = new(
        "BIN PRED",
        0x10001,
        0x10001,
        0x10001,
        "BinaryPredXfer"
    );
    public static readonly ModelComponent Ranking = new(
        "RANKPRED",
        0x10001,
        0x10001,
        0x10001,
        "RankingPredXfer"
    );
    public static readonly ModelComponent Calibrated = new(
        "FTWTCALP",
        0x10001,
        0x10001,
        0x10001,
        "FeatWCaliPredExec"
    );
    public static readonly ModelComponent Platt = new(
        "PLATTCAL",
        0x10001,
        0x10001,
        0x10001,
        "PlattCaliExec"
    );
    public static readonly ModelComponent PlattStep = new(
        "CALTRANS",
        0x10002,
        0x10001,
        0x10001,
        "PlattCalibratTransf"
    );
    public static readonly ModelComponent ValueToKey = new(
        "TERMTRNF",
        0x10003,
        0x10003,
        0x10003,
        "TermTransform"
    );
    public static readonly ModelComponent Terms = new(
        "TERM MAN",
        0x10002,
        0x10002,
        0x10002,
        "TermManager"
    );
    public static readonly ModelComponent KeyToVector = new(
        "KEY2VECT",
        0x10002,
        0x10001,
        0x10002,
        "KeyToVectorTransform"
    );
    public static readonly ModelComponent LoaderAndModel = new(
        "CMPSTLDR",
        0x10001,
        0x10001,
        0x10001,
        "CompositeLoader"
    );

    /// <summary>Another name of the loader; empty when there is none.</summary>
    public string AlternativeLoader { get; init; } = "";

    /// <summary>The trees, which live in an assembly of their own.</summary>
    public static ModelComponent OfTrees(
        string signature,
        uint written,
        uint readable,
        string loader
    ) => new(signature, written, readable, 0x10001, loader, FastTree);

    /// <summary>Whether a key says it is of this kind.</summary>
    public bool Matches(ModelKey key) =>
        string.Equals(key.Signature, Signature, StringComparison.Ordinal)
        && string.Equals(key.Loader, Loader, StringComparison.Ordinal);

    /// <summary>Whether a block of these versions can be read.</summary>
    public bool CanRead(ModelKey key) =>
        key.VersionReadable <= key.VersionWritten
        && key.VersionReadable <= Written
        && key.VersionWritten >= Oldest;

    /// <summary>An envelope of this kind.</summary>
    public ModelKey Key(ModelBlock block) =>
        new()
        {
            Signature = Signature,
            VersionWritten = Written,
            VersionReadable = Readable,
            Loader = Loader,
            AlternativeLoader = AlternativeLoader,
            AssemblyName =
                Assembly + ", Version=1.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51",
            Strings = block.Strings,
            Model = block.ToArray(),
        };
}
