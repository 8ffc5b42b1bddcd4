"""Lexicon of science: drugs, diseases, outcomes, exposures, genes and their kin."""

from __future__ import annotations

__all__ = [
    "ANIMALS",
    "CELLS",
    "DESIGNS",
    "DRUGS",
    "EXPOSURES",
    "GENES",
    "GROUPS",
    "OUTCOMES",
    "PATIENTS",
    "PROCESSES",
]

DRUGS = [
    "metformin",
    "aspirin",
    "atorvastatin",
    "ibuprofen",
    "prednisone",
    "warfarin",
    "lithium",
    "ketamine",
    "naltrexone",
    "rituximab",
    "tamoxifen",
    "zinc supplementation",
    "vitamin D",
    "vitamin C",
    "omega-3 supplementation",
    "probiotic treatment",
    "magnesium",
    "melatonin",
    "colchicine",
    "ivermectin",
    "hydroxychloroquine",
    "remdesivir",
    "dexamethasone",
    "tocilizumab",
    "semaglutide",
    "empagliflozin",
    "sertraline",
    "bupropion",
    "methotrexate",
    "amoxicillin",
    "azithromycin",
    "cognitive behavioral therapy",
    "acupuncture",
    "yoga",
    "light therapy",
    "intermittent fasting",
    "sodium restriction",
    "the Mediterranean diet",
    "interval training",
    "early physiotherapy",
    "telemonitoring",
    "prenatal iron",
    "oral rehydration",
    "spinal manipulation",
    "deep brain stimulation",
    "nicotine replacement",
    "green tea extract",
    "fluvoxamine",
    "propranolol",
    "valproate",
    "clozapine",
    "losartan",
    "spironolactone",
    "tranexamic acid",
    "nusinersen",
    "belimumab",
    "tofacitinib",
    "cefazolin",
    "oxytocin",
    "progesterone",
    "botulinum toxin",
    "hyaluronic acid",
    "bisoprolol",
    "rivaroxaban",
    "montelukast",
]
# outcome = other wording : unit of change
OUTCOMES = """
deaths from any cause = overall mortality
heart attacks = myocardial infarction
strokes = stroke
hospital admissions = hospitalizations
blood pressure = systolic blood pressure
accidental falls = falling accidents
migraine attacks = migraines
relapse = return of the disease
chronic pain = persistent pain
sleep problems = insomnia
depressive symptoms = symptoms of depression
tumor growth = growth of the tumor
kidney failure = renal failure
bone fractures = broken bones
asthma attacks = asthma exacerbations
surgical site infections = wound infections after surgery
preterm births = births before term
anxiety = anxiety symptoms
LDL cholesterol = low-density lipoprotein levels
fasting blood sugar = fasting glucose levels
seizures = epileptic seizures
respiratory infections = infections of the airways
body weight = total weight
fatigue = tiredness
memory decline = loss of memory
delirium after surgery = postoperative delirium
time on a ventilator = duration of mechanical ventilation
nausea = feelings of nausea
opioid use = use of opioids
blood clots = venous thrombosis
"""
PATIENTS = [
    "adults with type 2 diabetes",
    "older adults",
    "patients with heart failure",
    "pregnant women",
    "children with asthma",
    "people with chronic kidney disease",
    "smokers",
    "patients with rheumatoid arthritis",
    "nursing home residents",
    "patients hospitalized with COVID-19",
    "women after menopause",
    "people with major depression",
    "veterans with PTSD",
    "patients with early Parkinson's disease",
    "premature infants",
    "stroke survivors",
    "people living with HIV",
    "adults with obesity",
    "patients with multiple sclerosis",
    "adolescents with anorexia",
    "patients undergoing hip surgery",
    "people with sickle cell disease",
    "healthy volunteers",
    "patients with advanced melanoma",
    "adults with high blood pressure",
]
GROUPS = (
    "men:women;women:men;patients over 65:patients under 65;smokers:nonsmokers;patients under "
    "65:patients over 65"
)
DESIGNS = [
    "a randomized trial",
    "a double-blind trial",
    "a multicenter trial",
    "a placebo-controlled trial",
    "a crossover trial",
    "a pragmatic trial",
]
# exposure = other wording
EXPOSURES = """
eating red meat = consumption of red meat = red meat intake
drinking coffee = coffee consumption
night shift work = working at night
air pollution = exposure to polluted air
living near a highway = residence close to a major road
a lack of vitamin D = vitamin D deficiency
daily screen time = time spent in front of screens
smoking during pregnancy = maternal smoking in pregnancy
loneliness = social isolation
short sleep = sleeping fewer than six hours a night
drinking soda = consumption of sugary drinks
being bilingual = speaking two languages
childhood lead exposure = contact with lead in childhood
antibiotic use in infancy = taking antibiotics as a baby
owning a dog = dog ownership
moderate drinking = moderate alcohol intake
noise at night = nighttime noise
high salt intake = eating a lot of salt
breastfeeding = being breastfed
job stress = stress at work
gum disease = periodontal disease
regular walking = walking every day
"""
CONDITIONS = """
dementia = developing dementia
heart disease = coronary disease
colorectal cancer = cancer of the colon or rectum
type 2 diabetes = adult-onset diabetes
depression = depressive illness
asthma = asthmatic disease
obesity = becoming obese
early death = dying early
breast cancer = tumors of the breast
high blood pressure = hypertension
low birth weight = being born underweight
Parkinson's disease = parkinsonism
kidney stones = renal stones
hip fracture = a broken hip
poor grades = low marks at school
"""
GENES = [
    "BRCA2",
    "TP53",
    "KRAS",
    "FOXO3",
    "SIRT1",
    "PTEN",
    "MYC",
    "NOTCH1",
    "APOE4",
    "CFTR",
    "HIF1A",
    "STAT3",
    "IL6",
    "TNF",
    "PCSK9",
    "SOX9",
    "RUNX2",
    "PAX6",
    "GATA4",
    "ATG5",
    "mTOR",
    "AMPK",
    "NRF2",
    "p38",
    "CD47",
    "TLR4",
    "NLRP3",
    "CXCR4",
    "MEF2C",
    "Wnt5a",
    "LKB1",
    "YAP1",
    "miR-21",
    "miR-155",
    "SHP2",
    "BCL2",
    "TREM2",
    "DNMT1",
    "EZH2",
    "KLF4",
]
PROCESSES = """
cell division = the division of cells = mitosis
programmed cell death = apoptosis
the formation of new blood vessels = angiogenesis
inflammation = the inflammatory response
insulin secretion = the release of insulin
bone formation = the building of bone
T cell activation = the activation of T cells
autophagy = the recycling of cell parts
viral replication = replication of the virus
axon regrowth = regrowth of nerve fibers
fat storage = the storage of fat
tumor spread = metastasis
wound healing = the healing of wounds
DNA repair = the repair of DNA
cholesterol uptake = the uptake of cholesterol
synapse formation = the formation of synapses
scarring of the liver = liver fibrosis
stem cell renewal = self-renewal of stem cells
"""
CELLS = [
    "hepatocytes",
    "neurons",
    "macrophages",
    "breast cancer cells",
    "cardiac muscle cells",
    "T cells",
    "pancreatic beta cells",
    "embryonic stem cells",
    "glioblastoma cells",
    "endothelial cells",
    "osteoblasts",
    "microglia",
    "neutrophils",
    "kidney cells",
]
ANIMALS = ["mice", "rats", "zebrafish", "fruit flies", "monkeys", "pigs", "rabbits", "worms"]
