using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetTraining;

// Trains a churn and a value model in ML.NET on features of ClvPredict, in one chain and one zip.
//   clv features ORDERS --as-of 2024-06-01 --outcomes 90d --out features.csv
//   dotnet run -- features.csv mine.zip
//   clv score ORDERS --model mine.zip --out scores.csv
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: MlNetTraining FEATURES.csv MODEL.zip");
    return 2;
}
var (featuresPath, modelPath) = (args[0], args[1]);

const string Value = "holdout_value";
const string Churned = "churned";
List<string> header = CsvHeader.Read(featuresPath);
string[] others = ["customer_id", Value, "holdout_orders", Churned];
string[] features = header.Except(others).ToArray();
foreach (string label in new[] { Value, Churned })
{
    if (!header.Contains(label))
    {
        Console.Error.WriteLine(
            $"{featuresPath} has no column {label}: write it with clv features --as-of DAY --outcomes 90d."
        );
        return 3;
    }
}

// Every feature is a Single column of its own name: that is what clv score looks for. Empty cells are missing values.
var columns = features
    .Select(name => new TextLoader.Column(name, DataKind.Single, header.IndexOf(name)))
    .Append(new TextLoader.Column(Value, DataKind.Single, header.IndexOf(Value)))
    .Append(new TextLoader.Column(Churned, DataKind.Boolean, header.IndexOf(Churned)))
    .ToArray();
var ml = new MLContext(seed: 1);
IDataView data = ml.Data.LoadFromTextFile(
    featuresPath,
    new TextLoader.Options
    {
        Columns = columns,
        Separators = new[] { ',' },
        HasHeader = true,
        AllowQuoting = true,
        MissingRealsAsNaNs = true,
    }
);
DataOperationsCatalog.TrainTestData parts = ml.Data.TrainTestSplit(
    data,
    testFraction: 0.2,
    seed: 1
);

// FastTree passes over rows with a missing feature, hence the replacement. The names PredictedClv and ChurnProbability
// tell clv score what is what; without them it takes the Score of a last regression and the Probability of a classifier.
var pipeline = ml
    .Transforms.Concatenate("Features", features)
    .Append(ml.Transforms.ReplaceMissingValues("Features"))
    .Append(
        ml.BinaryClassification.Trainers.FastTree(
            labelColumnName: Churned,
            featureColumnName: "Features",
            numberOfLeaves: 12,
            numberOfTrees: 100,
            minimumExampleCountPerLeaf: 20,
            learningRate: 0.05
        )
    )
    .Append(ml.Transforms.CopyColumns("ChurnScore", "Score"))
    .Append(ml.Transforms.CopyColumns("ChurnProbability", "Probability"))
    .Append(
        ml.Regression.Trainers.FastTree(
            labelColumnName: Value,
            featureColumnName: "Features",
            numberOfLeaves: 12,
            numberOfTrees: 100,
            minimumExampleCountPerLeaf: 20,
            learningRate: 0.05
        )
    )
    .Append(ml.Transforms.CopyColumns("PredictedClv", "Score"));

ITransformer model = pipeline.Fit(parts.TrainSet);
IDataView scored = model.Transform(parts.TestSet);
CalibratedBinaryClassificationMetrics churn = ml.BinaryClassification.Evaluate(
    scored,
    labelColumnName: Churned,
    scoreColumnName: "ChurnScore",
    probabilityColumnName: "ChurnProbability",
    predictedLabelColumnName: "PredictedLabel"
);
RegressionMetrics value = ml.Regression.Evaluate(
    scored,
    labelColumnName: Value,
    scoreColumnName: "PredictedClv"
);
Console.WriteLine($"churn: AUC {churn.AreaUnderRocCurve:0.000} on a fifth of the customers");
Console.WriteLine($"value: mean absolute error {value.MeanAbsoluteError:0.00}");

ml.Model.Save(model, data.Schema, modelPath);
Console.WriteLine($"{features.Length} features, saved to {modelPath}");
return 0;
