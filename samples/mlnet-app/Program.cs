using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetApp;

// Scores customers with a model zip of `clv train` in an application that knows ML.NET only.
//   clv features ORDERS --model clv.zip --out rows.csv
//   dotnet run -- clv.zip rows.csv scores.csv
if (args.Length != 3)
{
    Console.Error.WriteLine("usage: MlNetApp MODEL.zip ROWS.csv SCORES.csv");
    return 2;
}
var (modelPath, rowsPath, scoresPath) = (args[0], args[1], args[2]);

var ml = new MLContext();
ITransformer model = ml.Model.Load(modelPath, out DataViewSchema inputs);

// The zip says which columns it takes; the file has them under the same names. Empty cells are missing values, not zeros.
List<string> header = CsvHeader.Read(rowsPath);
var columns = new List<TextLoader.Column>
{
    new("customer_id", DataKind.String, Index("customer_id")),
};
foreach (DataViewSchema.Column input in inputs)
    columns.Add(new TextLoader.Column(input.Name, DataKind.Single, Index(input.Name)));
IDataView rows = ml.Data.LoadFromTextFile(
    rowsPath,
    new TextLoader.Options
    {
        Columns = columns.ToArray(),
        Separators = new[] { ',' },
        HasHeader = true,
        AllowQuoting = true,
        MissingRealsAsNaNs = true,
    }
);

// Many rows at a time.
List<ScoredCustomer> scores = ml
    .Data.CreateEnumerable<ScoredCustomer>(model.Transform(rows), reuseRowObject: false)
    .ToList();
using (var file = new StreamWriter(scoresPath))
{
    file.WriteLine("customer_id,ChurnProbability,ExpectedOrders,PredictedClv");
    foreach (ScoredCustomer s in scores)
        file.WriteLine(
            string.Join(
                ',',
                s.CustomerId,
                Text(s.ChurnProbability),
                Text(s.ExpectedOrders),
                Text(s.PredictedClv)
            )
        );
}
Console.WriteLine($"{scores.Count} customers scored by Transform, written to {scoresPath}");

// One row at a time. The class of a row is written by `clv inspect clv.zip --row-class CustomerRow.cs`.
var known = SchemaDefinition
    .Create(typeof(CustomerRow), SchemaDefinition.Direction.Read)
    .Select(c => c.ColumnName)
    .ToHashSet();
List<string> unknown = inputs.Select(c => c.Name).Where(n => !known.Contains(n)).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine(
        $"CustomerRow has no {string.Join(", ", unknown)}. Write it for this model: clv inspect {modelPath} --row-class CustomerRow.cs"
    );
    return 1;
}
using PredictionEngine<CustomerRow, Prediction> engine = ml.Model.CreatePredictionEngine<
    CustomerRow,
    Prediction
>(model);
int row = 0;
int different = 0;
foreach (
    CustomerRow customer in ml.Data.CreateEnumerable<CustomerRow>(
        rows,
        reuseRowObject: false,
        ignoreMissingColumns: true
    )
)
{
    Prediction p = engine.Predict(customer);
    ScoredCustomer s = scores[row++];
    if (
        !p.ChurnProbability.Equals(s.ChurnProbability)
        || !p.ExpectedOrders.Equals(s.ExpectedOrders)
        || !p.PredictedClv.Equals(s.PredictedClv)
    )
        different++;
}
Console.WriteLine($"{row} customers scored by PredictionEngine, {different} differ from Transform");
return different == 0 ? 0 : 1;

int Index(string name)
{
    int index = header.IndexOf(name);
    return index >= 0 ? index : throw new InvalidDataException($"{rowsPath} has no column {name}.");
}

static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
